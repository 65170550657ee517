import { codeTable } from '../code-table.ts'

/** Political status 政治面貌. */
export const politicalStatuses = codeTable(
  { number: 'GB/T 4762-1984', title: { zh: '政治面貌代码', en: 'Codes for political affiliation' } },
  [
    {
      code: '01',
      zh: '中共党员',
      en: 'Member of the Communist Party of China',
      standardName: '中国共产党党员',
      alsoWritten: ['中共正式党员'],
      variants: ['党员', '正式党员', '共产党员'],
    },
    {
      code: '02',
      zh: '中共预备党员',
      en: 'Probationary member of the Communist Party of China',
      standardName: '中国共产党预备党员',
      variants: ['预备党员'],
    },
    {
      code: '03',
      zh: '共青团员',
      en: 'Member of the Communist Youth League of China',
      standardName: '中国共产主义青年团团员',
      variants: ['团员'],
    },
    {
      code: '04',
      zh: '民革党员',
      en: 'Member of the Revolutionary Committee of the Chinese Kuomintang',
      standardName: '中国国民党革命委员会会员',
      variants: ['民革', '民革会员'],
    },
    { code: '05', zh: '民盟盟员', en: 'Member of the China Democratic League', standardName: '中国民主同盟盟员', variants: ['民盟'] },
    {
      code: '06',
      zh: '民建会员',
      en: 'Member of the China National Democratic Construction Association',
      standardName: '中国民主建国会会员',
      variants: ['民建'],
    },
    {
      code: '07',
      zh: '民进会员',
      en: 'Member of the China Association for Promoting Democracy',
      standardName: '中国民主促进会会员',
      variants: ['民进'],
    },
    {
      code: '08',
      zh: '农工党党员',
      en: 'Member of the Chinese Peasants’ and Workers’ Democratic Party',
      standardName: '中国农工民主党党员',
      variants: ['农工党', '农工党员'],
    },
    {
      code: '09',
      zh: '致公党党员',
      en: 'Member of the China Zhi Gong Party',
      standardName: '中国致公党党员',
      variants: ['致公党', '致公党员'],
    },
    { code: '10', zh: '九三学社社员', en: 'Member of the Jiusan Society', variants: ['九三学社', '九三社员'] },
    {
      code: '11',
      zh: '台盟盟员',
      en: 'Member of the Taiwan Democratic Self-Government League',
      standardName: '台湾民主自治同盟盟员',
      variants: ['台盟'],
    },
    {
      code: '12',
      zh: '无党派人士',
      en: 'Personage without party affiliation',
      standardName: '无党派民主人士',
      variants: ['无党派'],
    },
    { code: '13', zh: '群众', en: 'Ordinary citizen', alsoWritten: ['普通公民'] },
  ],
)
