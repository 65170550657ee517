import { codeTable, type CodeEntry } from '../code-table.ts'

/** An ethnicity, with the two-letter code that GB/T 3304 gives beside the number. */
export interface EthnicityEntry extends CodeEntry {
  readonly letters: string
}

// The variants are what rosters write: without 族, in traditional characters, or by a former name.
const entries: readonly EthnicityEntry[] = [
  { code: '01', zh: '汉族', en: 'Han', letters: 'HA', variants: ['汉', '漢族', '漢', '汉人'] },
  { code: '02', zh: '蒙古族', en: 'Mongol', letters: 'MG', variants: ['蒙古', '蒙'] },
  { code: '03', zh: '回族', en: 'Hui', letters: 'HU', variants: ['回'] },
  { code: '04', zh: '藏族', en: 'Zang', letters: 'ZA', variants: ['藏'] },
  { code: '05', zh: '维吾尔族', en: 'Uygur', letters: 'UG', variants: ['维吾尔', '維吾爾族', '維吾爾', '维族'] },
  { code: '06', zh: '苗族', en: 'Miao', letters: 'MH', variants: ['苗'] },
  { code: '07', zh: '彝族', en: 'Yi', letters: 'YI', variants: ['彝'] },
  { code: '08', zh: '壮族', en: 'Zhuang', letters: 'ZH', variants: ['壮', '壯族', '僮族'] },
  { code: '09', zh: '布依族', en: 'Buyei', letters: 'BY', variants: ['布依'] },
  { code: '10', zh: '朝鲜族', en: 'Chosen', letters: 'CS', variants: ['朝鲜', '朝鮮族', '朝鮮', '鲜族'] },
  { code: '11', zh: '满族', en: 'Man', letters: 'MA', variants: ['满', '滿族'] },
  { code: '12', zh: '侗族', en: 'Dong', letters: 'DO', variants: ['侗'] },
  { code: '13', zh: '瑶族', en: 'Yao', letters: 'YA', variants: ['瑶', '瑤族'] },
  { code: '14', zh: '白族', en: 'Bai', letters: 'BA', variants: ['白'] },
  { code: '15', zh: '土家族', en: 'Tujia', letters: 'TJ', variants: ['土家'] },
  { code: '16', zh: '哈尼族', en: 'Hani', letters: 'HN', variants: ['哈尼'] },
  { code: '17', zh: '哈萨克族', en: 'Kazak', letters: 'KZ', variants: ['哈萨克', '哈薩克族', '哈薩克', '哈族'] },
  { code: '18', zh: '傣族', en: 'Dai', letters: 'DA', variants: ['傣'] },
  { code: '19', zh: '黎族', en: 'Li', letters: 'LI', variants: ['黎'] },
  { code: '20', zh: '傈僳族', en: 'Lisu', letters: 'LS', variants: ['傈僳'] },
  { code: '21', zh: '佤族', en: 'Va', letters: 'VA', variants: ['佤'] },
  { code: '22', zh: '畲族', en: 'She', letters: 'SH', variants: ['畲', '畬族'] },
  { code: '23', zh: '高山族', en: 'Gaoshan', letters: 'GS', variants: ['高山'] },
  { code: '24', zh: '拉祜族', en: 'Lahu', letters: 'LH', variants: ['拉祜'] },
  { code: '25', zh: '水族', en: 'Sui', letters: 'SU', variants: ['水'] },
  { code: '26', zh: '东乡族', en: 'Dongxiang', letters: 'DX', variants: ['东乡', '東鄉族', '東鄉'] },
  { code: '27', zh: '纳西族', en: 'Naxi', letters: 'NX', variants: ['纳西', '納西族', '納西'] },
  { code: '28', zh: '景颇族', en: 'Jingpo', letters: 'JP', variants: ['景颇', '景頗族', '景頗'] },
  { code: '29', zh: '柯尔克孜族', en: 'Kirgiz', letters: 'KG', variants: ['柯尔克孜', '柯爾克孜族', '柯爾克孜', '柯族'] },
  { code: '30', zh: '土族', en: 'Tu', letters: 'TU', variants: ['土'] },
  { code: '31', zh: '达斡尔族', en: 'Daur', letters: 'DU', variants: ['达斡尔', '達斡爾族', '達斡爾'] },
  { code: '32', zh: '仫佬族', en: 'Mulao', letters: 'ML', variants: ['仫佬'] },
  { code: '33', zh: '羌族', en: 'Qiang', letters: 'QI', variants: ['羌'] },
  { code: '34', zh: '布朗族', en: 'Blang', letters: 'BL', variants: ['布朗'] },
  { code: '35', zh: '撒拉族', en: 'Salar', letters: 'SL', variants: ['撒拉'] },
  { code: '36', zh: '毛南族', en: 'Maonan', letters: 'MN', variants: ['毛南', '毛难族', '毛难'] },
  { code: '37', zh: '仡佬族', en: 'Gelao', letters: 'GL', variants: ['仡佬'] },
  { code: '38', zh: '锡伯族', en: 'Xibe', letters: 'XB', variants: ['锡伯', '錫伯族', '錫伯'] },
  { code: '39', zh: '阿昌族', en: 'Achang', letters: 'AC', variants: ['阿昌'] },
  { code: '40', zh: '普米族', en: 'Pumi', letters: 'PM', variants: ['普米'] },
  { code: '41', zh: '塔吉克族', en: 'Tajik', letters: 'TA', variants: ['塔吉克'] },
  { code: '42', zh: '怒族', en: 'Nu', letters: 'NU', variants: ['怒'] },
  { code: '43', zh: '乌孜别克族', en: 'Uzbek', letters: 'UZ', variants: ['乌孜别克', '烏孜別克族', '烏孜別克', '乌兹别克族', '乌兹别克'] },
  { code: '44', zh: '俄罗斯族', en: 'Russ', letters: 'RS', variants: ['俄罗斯', '俄羅斯族', '俄羅斯'] },
  { code: '45', zh: '鄂温克族', en: 'Ewenki', letters: 'EW', variants: ['鄂温克', '鄂溫克族', '鄂溫克'] },
  { code: '46', zh: '德昂族', en: 'Deang', letters: 'DE', variants: ['德昂', '崩龙族', '崩龙'] },
  { code: '47', zh: '保安族', en: 'Bonan', letters: 'BN', variants: ['保安'] },
  { code: '48', zh: '裕固族', en: 'Yugur', letters: 'YG', variants: ['裕固'] },
  { code: '49', zh: '京族', en: 'Gin', letters: 'GI', variants: ['京'] },
  { code: '50', zh: '塔塔尔族', en: 'Tatar', letters: 'TT', variants: ['塔塔尔'] },
  { code: '51', zh: '独龙族', en: 'Derung', letters: 'DR', variants: ['独龙', '獨龍族', '獨龍'] },
  { code: '52', zh: '鄂伦春族', en: 'Oroqen', letters: 'OR', variants: ['鄂伦春', '鄂倫春族', '鄂倫春'] },
  { code: '53', zh: '赫哲族', en: 'Hezhen', letters: 'HZ', variants: ['赫哲'] },
  { code: '54', zh: '门巴族', en: 'Monba', letters: 'MB', variants: ['门巴', '門巴族', '門巴'] },
  { code: '55', zh: '珞巴族', en: 'Lhoba', letters: 'LB', variants: ['珞巴'] },
  { code: '56', zh: '基诺族', en: 'Jino', letters: 'JN', variants: ['基诺', '基諾族', '基諾'] },
]

/** Ethnicities 民族: the 56 of GB/T 3304. */
export const ethnicities = codeTable<EthnicityEntry>(
  {
    number: 'GB/T 3304-1991',
    title: {
      zh: '中国各民族名称的罗马字母拼写法和代码',
      en: 'Names of ethnicities of China in romanization with codes',
    },
  },
  entries,
)
