import { describe, expect, it, test } from '@jest/globals'
import { presets } from './preset-fields.ts'
import { NoRows, rowsOfFile } from './preset-rows.ts'

const preset = (code: string) => presets.find((each) => each.code === code)!
const rowsOf = (code: string, text: string) => rowsOfFile(Buffer.from(text), preset(code))

describe('a file by what its columns are called', () => {
  test.each([
    [
      'ROSTER',
      '工号,姓名,性别,民族,身份证号,科室编码,职务,手机,人员状态,月工资基数,党支部编码\nHR1,孟新生,男,汉族,119900198807010015,U1,科员,19900061981,在职,4100.50,P1',
      {
        externalId: 'HR1',
        name: '孟新生',
        sex: '男',
        ethnicity: '汉族',
        nationalId: '119900198807010015',
        unit: 'U1',
        post: '科员',
        phone: '19900061981',
        employmentStatus: '在职',
        monthlyWageBase: 410050,
      },
    ],
    [
      'CADRE',
      'A0000,A0101,A0104,A0107,A0117,A0184,A0215A\nK1,孟新生,1,198807,01,119900198807010015,主任',
      { externalId: 'K1', name: '孟新生', sex: '1', birthDate: '198807', ethnicity: '01', nationalId: '119900198807010015', post: '主任' },
    ],
    [
      'WECOM',
      'userid,name,mobile,main_department,position,gender\nmeng,孟新生,19900061981,7,主任,1',
      { externalId: 'meng', name: '孟新生', phone: '19900061981', unit: '7', post: '主任', sex: 'MALE' },
    ],
    [
      'DINGTALK',
      'userid,name,mobile,title,dept_id_list\nding1,孟新生,19900061981,主任,"[42,7]"',
      { externalId: 'ding1', name: '孟新生', phone: '19900061981', post: '主任', unit: '42' },
    ],
  ])('%s', async (code, text, row) => {
    expect(await rowsOf(code, text)).toEqual([row])
  })

  it('takes the file of rejected rows back', async () => {
    expect(await rowsOf('ROSTER', '工号,所在单位,同步问题\nHR1,U1,手机号应为 11 位')).toEqual([{ externalId: 'HR1', unit: 'U1' }])
    expect(await rowsOf('ROSTER', 'External id,Unit,Sync problems\nHR1,U1,…')).toEqual([{ externalId: 'HR1', unit: 'U1' }])
  })

  it('an empty cell says nothing, and neither does an unstated sex', async () => {
    expect(await rowsOf('WECOM', 'userid,name,position,gender\nmeng,孟新生,,0')).toEqual([{ externalId: 'meng', name: '孟新生' }])
  })
})

describe('JSON lines', () => {
  it('are records as they come', async () => {
    const lines = [
      '{"userid":"ding1","name":"孟新生","dept_id_list":[42,7],"extension":{}}',
      '',
      '{"userid":"ding2","deleted":true,"sourceVersion":7}',
    ]
    expect(await rowsOf('DINGTALK', lines.join('\n'))).toEqual([
      { externalId: 'ding1', name: '孟新生', unit: '42' },
      { externalId: 'ding2', deleted: true, sourceVersion: 7 },
    ])
  })

  it('may have a mark of UTF-8 and empty lines before them, and lines as Windows ends them', async () => {
    expect(await rowsOf('QIZHI', '\ufeff\r\n{"externalId":"1","name":"孟新生"}\r\n')).toEqual([{ externalId: '1', name: '孟新生' }])
    await expect(rowsOf('QIZHI', '\ufeff{"externalId":"1"}\r\n[1]')).rejects.toMatchObject({ params: { line: 2 } })
  })

  it('that are none are told by their line', async () => {
    await expect(rowsOf('QIZHI', '{"externalId":"1"}\n[1]')).rejects.toMatchObject({ key: 'sync.jsonLine', params: { line: 2 } })
  })
})

it('a file without ids gives no rows', async () => {
  await expect(rowsOf('ROSTER', '姓名,性别\n孟新生,男')).rejects.toBeInstanceOf(NoRows)
})
