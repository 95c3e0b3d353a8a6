"""Own sentences with the number expressions in them.

A case is ``sentence => number spec, number spec``; a spec is 14 (exact), >=14, <=14, ~14 (about), 10..12 (range), 20-99 (order), a percent sign
behind it for a percentage. Nothing behind the arrow: no number.
"""

NL = {
    "bounds": """
Bij de brand in het depot vielen zeker negen doden. => negen >=9
Minstens 34 inwoners raakten gewond. => 34 >=34
Er zijn ten minste 1.200 huizen beschadigd. => 1.200 >=1200
Tenminste twaalf agenten zitten vast. => twaalf >=12
Op zijn minst veertig dorpen zijn ontruimd. => veertig >=40
Meer dan 250 bewoners wachten op hulp. => 250 >=250
Iets meer dan duizend gezinnen bleven. => duizend >=1000
Ruim drieduizend soldaten trokken de grens over. => drieduizend >=3000
De granaat kwam dik 12 kilometer ver. => 12 >=12
Niet minder dan 60 raketten sloegen in. => 60 >=60
Het gaat om minimaal 45 vermisten. => 45 >=45
Boven de 300 doden zijn geteld. => 300 >=300
Een dikke 700 man verdedigt de stad. => 700 >=700
Er zijn 80 of meer slachtoffers. => 80 >=80
In het kamp zitten 500 man of meer. => 500 >=500
Hooguit tien tanks zijn nog bruikbaar. => tien <=10
Er zijn hoogstens 25 gevangenen vrijgelaten. => 25 <=25
Maximaal 90 mensen passen in de kelder. => 90 <=90
Ten hoogste zes schepen liggen in de haven. => zes <=6
Niet meer dan vijftien artsen zijn over. => vijftien <=15
De drones vliegen tot wel 1.000 kilometer. => 1.000 <=1000
Minder dan 400 inwoners bleven achter. => 400 <=400
Nog geen veertig soldaten hielden stand. => veertig <=40
Ongeveer 2500 betogers trokken op. => 2500 ~2500
Circa 60 vrachtwagens staan stil. => 60 ~60
Er liggen zo'n zeventig lichamen. => zeventig ~70
Bijna 900 woningen zitten zonder stroom. => 900 ~900
Rond de 35 mensen zijn opgepakt. => 35 ~35
Het leger verloor rond 120 man. => 120 ~120
Naar schatting 6000 mensen zijn op de vlucht. => 6000 ~6000
Een kleine 300 gijzelaars kwam vrij. => 300 ~300
Een slordige 40 miljoen euro verdween. => 40 miljoen ~40000000
Tegen de 200 gewonden zijn behandeld. => 200 ~200
Een stuk of twintig auto's brandden uit. => twintig ~20
Om en nabij de 80 dorpen zijn leeg. => 80 ~80
Er kwamen precies 112 lichamen terug. => 112 112
Slechts drie huizen staan nog overeind. => drie 3
Maar liefst 90 drones bereikten de stad. => 90 90
Bijna de helft van de stad ligt plat. => de helft ~50%
Meer dan een derde van het land is bezet. => een derde >=33.3%
""",
    "ranges": """
Er staan 200 tot 300 tanks aan de grens. => 200 tot 300 200..300
Tussen de 40 en 60 mensen worden vermist. => 40 en 60 40..60
Tussen 15 en 20 huizen zijn verwoest. => 15 en 20 15..20
Tussen de 1.000 en de 1.500 man trekt op. => 1.000 en de 1.500 1000..1500
In de wijk wonen nog 30-40 gezinnen. => 30-40 30..40
Het dorp telt 50–60 huizen. => 50–60 50..60
Er vielen drie à vier granaten. => drie à vier 3..4
Twee of drie schutters openden het vuur. => Twee of drie 2..3
Vijf- à zesduizend mensen gingen de straat op. => Vijf- à zesduizend 5000..6000
Twee- tot drieduizend gezinnen zijn dakloos. => Twee- tot drieduizend 2000..3000
Zo'n 2 tot 3 miljoen mensen lijden honger. => 2 tot 3 miljoen 2000000..3000000
De schade ligt tussen de 35 en 40 miljoen euro. => 35 en 40 miljoen 35000000..40000000
Naar schatting 80 tot 100 strijders vielen. => 80 tot 100 80..100
Er zijn 10 tot 15 procent minder soldaten. => 10 tot 15 procent 10..15%
Groepen van 20 tot 25 man vallen aan. => 20 tot 25 20..25
Tien tot twaalf drones cirkelden boven de stad. => Tien tot twaalf 10..12
Er kwamen 900 tot 1.000 mensen om. => 900 tot 1.000 900..1000
Ze lieten een of twee bewakers achter. =>  twee 2
Het leger zette 3,5 tot 4 ton springstof in. => 3,5 tot 4 3.5..4
Vier of vijf raketten kwamen in zee terecht. => Vier of vijf 4..5
Zeker 40 tot 50 huizen staan leeg. => 40 tot 50 40..50
Het konvooi telt 15 à 20 wagens. => 15 à 20 15..20
Tussen tien en vijftien vissers worden vermist. => tien en vijftien 10..15
Tussen de twee- en drieduizend man trekt op. => twee- en drieduizend 2000..3000
Er zijn 1,5 tot 2 miljoen mensen op drift. => 1,5 tot 2 miljoen 1500000..2000000
De steun steeg met 3 tot 5 procent. => 3 tot 5 procent 3..5%
Vijf tot zes bewakers hielden de wacht. => Vijf tot zes 5..6
Er vielen zes of zeven schoten. => zes of zeven 6..7
In de haven liggen 12-14 schepen. => 12-14 12..14
Het leger telt 80.000 tot 90.000 man. => 80.000 tot 90.000 80000..90000
Tussen de 60 en de 70 gijzelaars leven nog. => 60 en de 70 60..70
Zo'n twintig tot dertig betogers bleven. => twintig tot dertig 20..30
""",
    "orders": """
Tientallen gezinnen sliepen buiten. => Tientallen 20-99
Er zijn honderden bussen ingezet. => honderden 200-999
Duizenden betogers trokken naar het plein. => Duizenden 2000-9999
Tienduizenden mensen steken de grens over. => Tienduizenden 20000-99999
Honderdduizenden kinderen gaan niet naar school. => Honderdduizenden 200000-999999
Miljoenen mensen zitten in het donker. => Miljoenen 2000000-9999999
Een paar honderd soldaten gaven zich over. => Een paar honderd 200-999
Enkele honderden soldaten gaven zich over. => Enkele honderden 200-999
Enkele tientallen huizen zijn leeg. => Enkele tientallen 20-99
Een paar duizend man bleef achter. => Een paar duizend 2000-9999
Enkele duizenden mensen bleven. => Enkele duizenden 2000-9999
Er bleef een handvol verdedigers over. => een handvol 3-9
Een handjevol inwoners weigert te gaan. => Een handjevol 3-9
Vele tientallen mensen zijn dood. => Vele tientallen 20-99
Tientallen miljoenen euro's zijn verdwenen. => Tientallen miljoenen 20000000-99999999
Een tiental agenten raakte gewond. => Een tiental ~10
Een twintigtal huizen brandde af. => Een twintigtal ~20
Een honderdtal betogers bleef. => Een honderdtal ~100
Een dozijn schepen voer uit. => Een dozijn 12
Zeker tientallen mensen zijn vermist. => tientallen 20-99
Enkele miljoenen euro's zijn zoek. => Enkele miljoenen 2000000-9999999
Een paar miljoen mensen wachten op graan. => Een paar miljoen 2000000-9999999
Tientallen duizenden mensen wachten op hulp. => Tientallen duizenden 20000-99999
Honderden miljoenen euro's zijn nodig. => Honderden miljoenen 200000000-999999999
Miljarden euro's gingen verloren. => Miljarden 2000000000-9999999999
Vele honderden huizen zijn verwoest. => Vele honderden 200-999
Een vijftigtal inwoners bleef achter. => Een vijftigtal ~50
Ruim een honderdtal schepen ligt stil. => een honderdtal >=100
Een half dozijn auto's brandde uit. => Een half dozijn 6
Meer dan een dozijn agenten is gewond. => een dozijn >=12
Naar schatting duizenden mensen zijn vermist. => duizenden 2000-9999
""",
    "values": """
Eenentwintig gijzelaars zijn vrij. => Eenentwintig 21
Er kwamen vijfhonderd man bij. => vijfhonderd 500
Het leger telt tweeduizend vijfhonderd man. => tweeduizend vijfhonderd 2500
Honderdtwintig huizen zijn vernield. => Honderdtwintig 120
Drieëntwintig vissers worden vermist. => Drieëntwintig 23
Vijftienhonderd mensen wachten. => Vijftienhonderd 1500
Anderhalf miljoen mensen is op drift. => Anderhalf miljoen 1500000
Tweeënhalf miljoen mensen lijdt honger. => Tweeënhalf miljoen 2500000
Een half miljoen mensen zit in het donker. => Een half miljoen 500000
Een kwart miljoen mensen is weg. => Een kwart miljoen 250000
Er is 5,5 miljoen euro nodig. => 5,5 miljoen 5500000
De steun bedraagt 2 miljard dollar. => 2 miljard 2000000000
Er kwamen 10.000 man. => 10.000 10000
Er kwamen 10 000 man. => 10 000 10000
Er kwam 1,5 ton aan. => 1,5 1.5
Er kwamen twee dozijn raketten neer. => twee dozijn 24
Het leger bezit 40 procent van de stad. => 40 procent 40%
De stad is voor 85% verwoest. => 85% 85%
De helft van de stad ligt plat. => De helft 50%
Een derde van de oogst ging verloren. => Een derde 33.3%
Twee derde van de huizen is onbewoonbaar. => Twee derde 66.7%
Driekwart van de scholen is dicht. => Driekwart 75%
Een op de vier kinderen is ondervoed. => Een op de vier 25%
Drie op de tien huizen zijn leeg. => Drie op de tien 30%
Eén burger kwam om. => Eén 1
Er viel geen enkele dode. => geen enkele 0
Er vielen geen gewonden. => geen 0
Er is €40 miljoen nodig. => 40 miljoen 40000000
Het kost 12 mln euro. => 12 mln 12000000
Er zijn 45.000 doden en 390.000 gewonden. => 45.000 45000, 390.000 390000
""",
    "no numbers": """
De T-72 en de Su-34 zijn oud.
De F-16's stegen op.
M23 nam de stad in.
Een S-300 haalde het toestel neer.
De 82-jarige vrouw bleef achter.
Het 24-uursbestand hield stand.
Om 14:32 ging de sirene af.
Om 14.30 uur ging de sirene af.
Hij belde 06-12345678.
De 36e brigade trok op.
De ploeg won met 3-1.
De ploeg won met 2 - 1.
Het werd 1 - 2 in de rust.
In de jaren 2024-2025 was het stil.
De zaak kwam op 11/9 voor.
Een man bleef achter.
De ander kwam niet terug.
De derde aanval mislukte.
Op 2025-01-11 begon het.
De HIMARS-raket miste.
Het COVID-19-virus waart rond.
""",
}

EN = {
    "bounds": """
At least nine people died in the depot fire. => nine >=9
No fewer than 34 residents were hurt. => 34 >=34
No less than 60 houses burned. => 60 >=60
More than 1,200 homes are damaged. => 1,200 >=1200
Over 250 residents are waiting. => 250 >=250
Well over a thousand families stayed. => a thousand >=1000
Just over three thousand troops crossed. => three thousand >=3000
Upwards of 45 people are missing. => 45 >=45
In excess of 5,000 shells fell. => 5,000 >=5000
Above 300 dead have been counted. => 300 >=300
A minimum of 40 men is needed. => 40 >=40
There are 80 or more victims. => 80 >=80
The camp holds 500 people or more. => 500 >=500
There were 60 and counting. => 60 >=60
At most ten tanks can still move. => ten <=10
Up to 25 prisoners may be freed. => 25 <=25
A maximum of 90 people fit in the cellar. => 90 <=90
No more than fifteen doctors are left. => fifteen <=15
Fewer than 400 residents stayed. => 400 <=400
Less than 40 soldiers held out. => 40 <=40
As many as 70 rockets were fired. => 70 <=70
There are 30 or fewer left. => 30 <=30
About 2,500 protesters marched. => 2,500 ~2500
Around 60 trucks stand still. => 60 ~60
Some seventy bodies lay there. => seventy ~70
Nearly 900 homes have no power. => 900 ~900, no 0
Almost 35 people were detained. => 35 ~35
Roughly 120 men were lost. => 120 ~120
Approximately 6,000 people fled. => 6,000 ~6000
An estimated 300 hostages were freed. => 300 ~300
Close to 2 million people moved. => 2 million ~2000000
Just under 200 wounded were treated. => 200 ~200
Twenty or so cars burned out. => Twenty ~20
Exactly 112 bodies came back. => 112 112
Only three houses still stand. => three 3
Nearly half of the city is in ruins. => half ~50%
More than a third of the land is occupied. => a third >=33.3%
More than $40m was stolen. => 40m >=40000000
""",
    "ranges": """
There are 200 to 300 tanks at the border. => 200 to 300 200..300
Between 40 and 60 people are missing. => 40 and 60 40..60
Between the 15 and 20 houses left, mines lie. => 15 and 20 15..20
About 30-40 families still live there. => 30-40 30..40
The village has 50–60 houses. => 50–60 50..60
Three or four shells came down. => Three or four 3..4
Five to six thousand people marched. => Five to six thousand 5000..6000
Some 2 to 3 million people go hungry. => 2 to 3 million 2000000..3000000
The damage lies between 35 and 40 million euros. => 35 and 40 million 35000000..40000000
An estimated 80 to 100 fighters fell. => 80 to 100 80..100
There are 10 to 15 percent fewer soldiers. => 10 to 15 percent 10..15%
Groups of 20 to 25 men attack. => 20 to 25 20..25
Ten to twelve drones circled. => Ten to twelve 10..12
Between one and two hundred men remain. => one and two hundred 100..200
Two or three gunmen opened fire. => Two or three 2..3
They sent 10,000 to 12,000 men. => 10,000 to 12,000 10000..12000
One or two guards stayed. => One or two 1..2
There were 900 to 1,000 dead. => 900 to 1,000 900..1000
At least 40 to 50 homes are empty. => 40 to 50 40..50
Between ten and fifteen fishermen are missing. => ten and fifteen 10..15
Between two and three thousand men advanced. => two and three thousand 2000..3000
Some 1.5 to 2 million people are on the move. => 1.5 to 2 million 1500000..2000000
Support rose by 3 to 5 percent. => 3 to 5 percent 3..5%
Five to six guards kept watch. => Five to six 5..6
Six or seven shots were fired. => Six or seven 6..7
In the port 12-14 ships lie at anchor. => 12-14 12..14
The army has 80,000 to 90,000 men. => 80,000 to 90,000 80000..90000
From 60 to 70 hostages are alive. => 60 to 70 60..70
""",
    "orders": """
Dozens of families slept outside. => Dozens 20-99
Scores of buses came. => Scores 40-99
Hundreds of graves were found. => Hundreds 200-999
Thousands marched on the square. => Thousands 2000-9999
Tens of thousands of people crossed. => Tens of thousands 20000-99999
Hundreds of thousands are out of school. => Hundreds of thousands 200000-999999
Millions of people are in the dark. => Millions 2000000-9999999
Tens of millions of euros are gone. => Tens of millions 20000000-99999999
A few hundred soldiers surrendered. => A few hundred 200-999
Several hundred soldiers surrendered. => Several hundred 200-999
Several thousand men stayed. => Several thousand 2000-9999
A few dozen houses are empty. => A few dozen 24-99
Several dozen houses are empty. => Several dozen 24-99
A handful of defenders was left. => A handful 3-9
A few million people wait for grain. => A few million 2000000-9999999
At least dozens are missing. => dozens 20-99
Half a dozen cars burned. => Half a dozen 6
A couple of policemen were hurt. => A couple of 2
Many thousands of people sleep there. => Many thousands 2000-9999
Thousands upon thousands fled. => Thousands upon thousands 2000-9999
Hundreds of millions of euros are needed. => Hundreds of millions 200000000-999999999
Billions of euros were lost. => Billions 2000000000-9999999999
Tens of billions of dollars are needed. => Tens of billions 20000000000-99999999999
More than a dozen policemen are hurt. => a dozen >=12
About two dozen houses burned. => two dozen ~24
Many hundreds of homes were destroyed. => Many hundreds 200-999
Only a handful of men held out. => a handful 3-9
Some dozens of ships lie still. => Some dozens 20-99
Nearly half a dozen shells came down. => half a dozen ~6
""",
    "values": """
Twenty-one hostages are free. => Twenty-one 21
Five hundred men arrived. => Five hundred 500
Two thousand five hundred men arrived. => Two thousand five hundred 2500
One hundred and twenty houses were destroyed. => One hundred and twenty 120
A hundred and five shells fell. => A hundred and five 105
One and a half million people moved. => One and a half million 1500000
Half a million people are in the dark. => Half a million 500000
A quarter of a million people left. => A quarter of a million 250000
Some relief of 5.5 million euros came. => 5.5 million 5500000
The aid is worth $2bn. => 2bn 2000000000
They spent $40m. => 40m 40000000
About it, 10,000 men came. => 10,000 10000
There were 1.5 tons of it. => 1.5 1.5
Two dozen missiles came down. => Two dozen 24
A dozen ships sailed. => A dozen 12
The army holds 40 percent of the city. => 40 percent 40%
The city is 85% destroyed. => 85% 85%
It is 60 per cent destroyed. => 60 per cent 60%
Half of the city is in ruins. => Half 50%
Half the city is in ruins. => Half 50%
A third of the harvest was lost. => A third 33.3%
Two-thirds of the houses are empty. => Two-thirds 66.7%
Three quarters of the schools are shut. => Three quarters 75%
One in four children is malnourished. => One in four 25%
Eight in ten homes are gone. => Eight in ten 80%
Two out of five homes are gone. => Two out of five 40%
One civilian was killed. => One 1
No injuries were reported. => No 0
There were 45,000 dead and 390,000 wounded. => 45,000 45000, 390,000 390000
A thousand shells fell. => A thousand 1000
""",
    "no numbers": """
The T-72 and the Su-34 are old.
The F-16s took off.
M23 took the city.
An S-300 brought the plane down.
The 82-year-old stayed behind.
The 24-hour truce held.
At 14:32 the sirens sounded.
At 6 am the sirens sounded.
The 36th brigade advanced.
The side won 3-1.
The side won 2 - 1.
In 2024-2025 it was quiet.
It happened on 9/11.
A man stayed behind.
The other never came back.
The third attack failed.
On 2025-01-11 it began.
The HIMARS-type launcher missed.
The COVID-19 virus is about.
The 1990s were hard.
""",
}
