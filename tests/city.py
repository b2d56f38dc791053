"""A small city written as a plan's folder, with numbers that can be worked by hand."""

from pathlib import Path

PLAN = """
plan: small
city: "900100"
title_zh: 小城方案
title_en: Plan of a small city
short_zh: 小城
short_en: Small city
first_year: 2024
last_year: 2025
first_month: "2024-01"
due_day: 10
template_version: "2025.1"
on_track: 100
at_risk: 85
stock_jump: 0.5
file_limit_mb: 5
scoring:
  normalise: attainment
  aggregate: {clause: arithmetic, measure: arithmetic, total: arithmetic}
  minimum_share: 0.6667
bands:
  draws: 200
  seed: 1
  weight_spread: 0.25
  interval: [5, 95]
  normalise: [attainment, goalposts]
  aggregate: [arithmetic, geometric]
"""

COUNTED = ("plan.yaml", "bands:\n", """method:
  silence: counted
  carry_months: 3
  whole_things: yes
  printed: yes
  absent: left
bands:
""")  # fmt: skip
"""The edit that lets the city count silence, judge whole things and printed figures, and leave weights absent."""

SHORTFALL = ("plan.yaml", "scoring:\n  normalise: attainment", "scoring:\n  normalise: shortfall")

FILES = {
    "plan.yaml": PLAN,
    "grades.csv": """
grade,name_zh,name_en,at_least,mark
excellent,优,Excellent,90,●
good,良,Good,80,◆
fair,中,Fair,60,▲
poor,差,Poor,0,■
""",
    "departments.csv": """
department,name_zh,name_en,reports
science,市科协,Association for Science,yes
education,市教育局,Education Bureau,no
finance,市财政局,Finance Bureau,no
""",
    "measures.csv": """
measure,kind,number_zh,name_zh,short_zh,name_en,short_en,weight
A1,action,（一）,青少年行动,青少年,Young people,Young people,60
G1,guarantee,（一）,工作保障,保障,Guarantees,Guarantees,40
""",
    "measure_departments.csv": """
measure,department,role
A1,education,lead
A1,*,support
G1,science,lead
G1,finance,lead
""",
    "clauses.csv": """
clause,parent,measure,number_zh,title_zh,title_en,text_zh,weight
I,,,一、,目标,Goal,,0
A1,I,A1,（一）,青少年行动,Young people,,0
A1.1,A1,A1,1.,学校。,Schools,各校建有活动室。,3
A1.2,A1,A1,2.,活动。,Events,多办活动。,1
G1,I,G1,（一）,保障,Guarantees,,0
G1.1,G1,G1,1.,经费。,Money,提高投入水平。,1
G1.2,G1,G1,2.,调查。,Survey,到2025年达到10%。,1
""",
    "themes.csv": """
theme,name_zh,name_en
basics,基本情况,Basics
services,科普服务,Services
city,全市事项,City
""",
    "variables.csv": """
variable,theme,name_zh,name_en,definition_zh,unit_zh,unit_en,kind,number,split,reporter,at_most,jump
population,basics,常住人口,Residents,居住半年以上的人口。,人,persons,stock,count,urban_rural,county,,0.2
schools,basics,中小学校数,Schools,不含幼儿园。,所,schools,stock,count,urban_rural,county,,0.2
schools_with_room,services,有活动室学校,Schools with a room,在用。,所,schools,stock,count,urban_rural,county,schools,0.5
events,services,科普活动场次,Events,当月举办的场数。,场,events,flow,count,urban_rural,county,,3
visits,services,参观人次,Visits,当月参观的人次。,人次,visits,flow,count,urban_rural,county,,3
farm_days,services,农技服务天数,Farm days,当月服务天数。,天,days,flow,amount,rural,county,,3
budget,services,全年预算数,Budget,调整后的预算。,万元,10 000 yuan,stock,amount,total,county,,0.5
spent,services,支出数,Spent,1月1日以来的支出。,万元,10 000 yuan,to_date,amount,total,county,budget,1
plan_steps,services,规划步骤,Plan steps,已完成的步骤数。,步,steps,milestone,count,total,county,,1
literacy,city,素质调查值,Literacy,一年一次。,%,%,annual,rate,urban_rural,science,,0.5
""",
    "indicators.csv": (
        "indicator,clause,also,page,name_zh,short_zh,name_en,short_en,formula,numerator,denominator,factor,unit_zh,"
        "unit_en,decimals,direction,kind,split,rollup,pace,due_month,weight,worst,best,scale\n"
        "room_rate,A1.1,,infrastructure,有活动室的学校占比,活动室,Schools with a room,Rooms"
        ",share,schools_with_room,schools,1,%,%,1,up,stock,urban_rural,sum,line,12,1,0,100,linear\n"
        "events,A1.2,,actions,科普活动,活动,Events,Events"
        ",count,events,,1,场,events,0,up,flow,urban_rural,sum,year,12,1,,,linear\n"
        "visits_per_100,A1.2,A1.1,infrastructure,每百人参观人次,参观,Visits per 100,Visits"
        ",rate,visits,population,100,人次/百人,per 100,1,up,flow,urban_rural,sum,year,12,1,,,linear\n"
        "farm_days,A1.2,,actions,农技服务天数,农技服务,Farm days,Farm days"
        ",count,farm_days,,1,天,days,1,up,flow,rural,sum,year,12,0,,,linear\n"
        "spending_rate,G1.1,,funding,经费执行率,执行率,Spending rate,Spending"
        ",share,spent,budget,1,%,%,1,up,flow,county,sum,year,12,1,,,linear\n"
        "in_plan,G1.1,,evaluation,纳入规划,纳入规划,In the plan,In plan"
        ",steps,plan_steps,,1,步,steps,0,up,milestone,county,sum,due,1,1,,,linear\n"
        "literacy_rate,G1.2,,evaluation,科学素质比例,素质,Literacy rate,Literacy"
        ",survey,literacy,,1,%,%,1,up,annual,urban_rural,city,due,12,1,0,20,linear\n"
        "literacy_gap,G1.2,,evaluation,城乡素质差距,差距,Literacy gap,Gap"
        ",gap,literacy_rate,,1,百分点,points,1,down,annual,city,derived,due,12,0,,,linear\n"
    ),
    "targets.csv": """
indicator,place,split,period,value,rule,basis,clause,version,in_force_from,baseline_period,baseline,source_zh
room_rate,*,total,2025,100,at_least,plan,A1.1,1,2024-01-01,2024-01,,小城方案
events,900101,total,2024,120,at_least,working,,1,2024-01-01,,,工作目标
events,900101,total,2025,240,at_least,working,,1,2024-01-01,,,工作目标
events,900101,total,2025,180,at_least,working,,2,2025-03-01,,,工作目标调整
events,900102,total,2024,60,at_least,working,,1,2024-01-01,,,工作目标
events,900102,total,2025,120,at_least,working,,1,2024-01-01,,,工作目标
visits_per_100,*,total,*,60,at_least,working,,1,2024-01-01,,,工作目标
farm_days,900101,total,*,12,at_least,working,,1,2024-01-01,,,工作目标
spending_rate,*,total,*,100,at_least,working,,1,2024-01-01,,,工作目标
in_plan,900101,total,2025,2,milestone,plan,G1.1,1,2024-01-01,,,小城方案
in_plan,900102,total,2025,2,milestone,plan,G1.1,1,2024-01-01,,,小城方案
literacy_rate,900100,total,2025,10,at_least,plan,G1.2,1,2024-01-01,2022-12,7,小城方案
literacy_gap,900100,total,*,,narrowing,plan,G1.2,1,2024-01-01,,,小城方案
""",
    "milestones.csv": """
indicator,step,name_zh,name_en,due
in_plan,1,形成草案,Drafted,2024-06
in_plan,2,印发规划,Issued,2025-06
""",
    "places.csv": """
place,parent,type,name_zh,name_bo,name_en,bo_confirmed
900100,,city,小城市,གྲོང་།,Small City,no
900101,900100,district,东区,ཤར།,East,no
900102,900100,county,西县,ནུབ།,West,no
""",
    "aliases.csv": """
alias,place,reason_zh
900111,900101,东区的旧代码
东县,900101,东区的旧名
900171,,功能区不是县（区）
""",
    "population.csv": """
place,year,split,persons,basis,source_zh
900100,2020,total,3000,census,人口普查
900101,2020,total,2000,census,人口普查
900102,2020,total,1000,census,人口普查
""",
    "series.csv": """
series,place_zh,place_en,split,year,value,unit_zh,unit_en,source_zh
literacy_rate,全国,China,total,2022,12.93,%,%,抽样调查
literacy_rate,小城,Small City,total,2022,7,%,%,抽样调查
""",
    "flags.csv": """
flag,name_zh,name_en,money,money_at_least,money_at_most,things,thing_at_least,thing_at_most,from_month
spent_not_done,钱花了、事没办成,"Spent, but not done",spending_rate,90,,room_rate visits_per_100,,70,1
done_not_spent,事办了、钱没花,"Done, but not spent",spending_rate,,60,room_rate,90,,6
""",
}


def write_city(folder: Path) -> Path:
    """Write a city (900100) of two counties, East (900101) and West (900102), and return the folder.

    Period 2024 and 2025. Measures A1 (weight 60; scored clauses A1.1, weight 3, and A1.2, weight 1) and G1
    (weight 40; scored clauses G1.1 and G1.2). Ten variables: nine from the counties, `literacy` from the
    reporting department `science`; `schools_with_room` <= `schools`, `spent` <= `budget`. Eight indicators:

    - `room_rate` (A1.1): a share, stock, by town and country; 100 % by 2025, straight from the first figure.
    - `events` (A1.2): a count, flow; East 120 in 2024 and 240 in 2025 (180 from 2025-03-01 on, version 2), West
      60 and 120, so that the city has 180 and 360.
    - `visits_per_100` (A1.2): a rate on `population`, flow; 60 a year in every place.
    - `farm_days` (A1.2): a count of the countryside alone, weight 0; East 12 a year, West nothing.
    - `spending_rate` (G1.1): spent to date of the budget; 100 % by each year's end.
    - `in_plan` (G1.1): a milestone with two steps, due in 2024-06 and 2025-06, in each county.
    - `literacy_rate` (G1.2): a survey of the city, judged in December; 10 by 2025, from 7 in 2022-12.
    - `literacy_gap` (G1.2): town minus country of `literacy_rate`, narrowing, weight 0.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_text(content.lstrip("\n"), encoding="utf-8")
    return folder
