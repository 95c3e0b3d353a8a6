"""Own sentences with the figures in them.

A case is ``sentence => number unit outcome, number unit outcome``, the number as it stands in the text. Nothing behind the arrow: no figure.
"""

NL = {
    "war verbs": """
De aanval eiste het leven van twaalf mensen. => twaalf person killed
Vier passagiers overleefden het ongeluk niet. => Vier person killed
Bij de aardverschuiving zijn dertig dorpelingen bedolven. => dertig person affected
De soldaten openden het vuur en troffen vijf betogers dodelijk. => vijf person killed
Negen kinderen stierven de hongerdood. => Negen person killed
Drie politiemannen lieten daarbij het leven. => Drie person killed
In het dorp zijn zestig mensen afgeslacht door jihadisten. => zestig person killed
Zes mannen werden door een vuurpeloton om het leven gebracht. => Zes person killed
Het Russische leger zegt 340 Oekraïense militairen te hebben uitgeschakeld. => 340 person killed
Zeker 70 burgers hebben de aanval met hun leven bekocht. => 70 person killed
Tot nu toe zijn 19 lichamen geborgen. => 19 person killed
De hulpdiensten haalden vijf mensen levend onder het puin vandaan. => vijf person rescued
Reddingswerkers bevrijdden twee kinderen uit het ingestorte gebouw. => twee person rescued
Twaalf mijnwerkers konden levend worden gered. => Twaalf person rescued
Een granaat verwondde acht marktbezoekers. => acht person injured
Vijftien mensen liepen brandwonden op. => Vijftien person injured
Zeven gewonden verkeren in levensgevaar. => Zeven person injured
Twintig patiënten met schotwonden zijn in het ziekenhuis opgenomen. => Twintig person injured
Dertig mensen moesten naar het ziekenhuis worden gebracht. => Dertig person injured
In het ziekenhuis worden nog veertig mensen behandeld. => veertig person injured
Vier agenten raakten lichtgewond. => Vier person injured
Zes soldaten raakten zwaar gewond toen hun voertuig op een mijn reed. => Zes person injured
Er vielen tien doden en evenveel gewonden. => tien person killed
De rebellen hielden vijftig ambtenaren gevangen. => vijftig person detained
Ruim tweehonderd demonstranten zijn opgepakt. => tweehonderd person detained
De veiligheidsdienst pakte negen verdachten op. => negen person detained
Zes journalisten zitten nog altijd vast. => Zes person detained
Vier mannen zijn aangehouden. => Vier person detained
Er zijn elf verdachten in hechtenis genomen. => elf person detained
Twee verdachten zijn in verzekering gesteld. => Twee person detained
Het hof veroordeelde drie officieren tot levenslang. => drie person none
Vijftig soldaten legden de wapens neer. => Vijftig person captured
Tachtig strijders gaven zich over aan het leger. => Tachtig person captured
Het leger maakte zeventig krijgsgevangenen. => zeventig person captured
Twee piloten vielen in handen van de rebellen. => Twee person captured
Gewapende mannen hebben 87 schoolkinderen ontvoerd. => 87 person abducted
Uit het dorp zijn twaalf vrouwen meegenomen door strijders. => twaalf person abducted
Hamas houdt nog 48 gijzelaars vast. => 48 person abducted
Van elf vissers ontbreekt ieder spoor. => elf person missing
Er worden nog tientallen mensen vermist onder het puin. => tientallen person missing
Twaalf mensen zijn zoek. => Twaalf person missing
Zo'n 300 bewoners zijn op de vlucht geslagen. => 300 person displaced
Honderdduizend mensen moesten hun huis verlaten. => Honderdduizend person displaced
Ruim 40.000 inwoners zijn geëvacueerd. => 40.000 person displaced
Sinds januari raakten 700.000 Congolezen ontheemd. => 700.000 person displaced
Tweehonderd gezinnen hebben hun toevlucht gezocht in een school. => Tweehonderd household displaced
Elke dag steken 1.500 vluchtelingen de grens met Tsjaad over. => 1.500 person displaced
De gevechten hebben een half miljoen mensen op de vlucht gejaagd. => een half miljoen person displaced
Duizenden bewoners van Rafah kregen het bevel te vertrekken. => Duizenden person affected
Zes miljoen mensen hebben dringend voedsel nodig. => Zes miljoen person affected
Bijna 300.000 mensen zitten zonder drinkwater. => 300.000 person affected
Zo'n 26 miljoen Soedanezen lijden acute honger. => 26 miljoen person affected
Twee miljoen kinderen zijn ondervoed. => Twee miljoen person affected
In de stad zitten nog 260.000 mensen als ratten in de val. => 260.000 person affected
Meer dan 100.000 huishoudens hebben geen stroom. => 100.000 household affected
De stroom viel uit voor 50.000 huishoudens. => 50.000 household affected
Het land heeft 1.200 extra soldaten naar de grens gestuurd. => 1.200 person deployed
Er zijn 3.000 Noord-Koreaanse soldaten gelegerd in Koersk. => 3.000 person deployed
Kenia leverde 400 politieagenten aan de missie. => 400 person deployed
Het leger zette veertig tanks in bij de aanval. => veertig vehicle deployed
Vijfhonderd commando's namen deel aan de operatie. => Vijfhonderd person deployed
Rusland heeft 50.000 man samengetrokken bij Soemy. => 50.000 person deployed
De rebellen kwamen met driehonderd strijders de stad binnen. => driehonderd person deployed
Beide landen lieten 307 krijgsgevangenen vrij. => 307 person released
Zeven gijzelaars zijn overgedragen aan het Rode Kruis. => Zeven person released
Drie gegijzelde monteurs kwamen vrijdag vrij. => Drie person released
De Taliban hebben twee mannen in het openbaar geëxecuteerd. => twee person executed
Vijf gevangenen werden opgehangen. => Vijf person executed
Er zijn 28 huizen met de grond gelijkgemaakt. => 28 building destroyed
Bij de bombardementen zijn 14 scholen vernield. => 14 building destroyed
De brand legde zestig winkels in de as. => zestig building destroyed
Vijf tanks gingen in vlammen op. => Vijf vehicle destroyed
De Oekraïners schakelden negen pantservoertuigen uit. => negen vehicle destroyed
De kustbatterij bracht twee landingsschepen tot zinken. => twee other destroyed
In de haven zonken drie patrouilleboten. => drie other destroyed
Twee straaljagers stortten neer. => Twee aircraft destroyed
De rebellen schoten een helikopter en twee drones neer. => twee drone intercepted
Het afweergeschut haalde 40 van de 52 raketten uit de lucht. => 40 missile intercepted, 52 missile fired
De luchtmacht onderschepte 61 van de 70 drones. => 61 drone intercepted, 70 drone fired
Zeventien drones verdwenen van de radar. => Zeventien drone intercepted
Er vielen twintig vatbommen op de wijk. => twintig other fired
Twaalf granaten sloegen in bij een school. => Twaalf other fired
Rusland viel aan met 120 drones. => 120 drone fired
De stad werd bestookt met zeker dertig raketten. => dertig missile fired
Een zwerm van tachtig drones bereikte Kyiv. => tachtig drone fired
Hezbollah vuurde honderd projectielen af op het noorden van Israël. => honderd missile fired
Het leger veroverde elf dorpen. => elf other seized
De rebellen namen vier steden in. => vier other seized
Rusland bezet 20 procent van Oekraïne. => 20 procent percent seized
M23 heeft drie mijnen in handen. => drie other seized
De politie nam 300 kilo explosieven in beslag. => 300 other seized
De strijders maakten zes pick-ups buit. => zes vehicle seized
Het leger heroverde twaalf dorpen op de RSF. => twaalf other retaken
Achttien dorpen zijn weer in handen van het leger. => Achttien other retaken
Negen dorpen zijn bevrijd. => Negen other retaken
Door de overstroming staan 900 huizen onder water. => 900 building affected
Bij de aanval zijn veertig woningen geraakt. => veertig building affected
Vijf flats liepen schade op. => Vijf building affected
Zes ziekenhuizen zijn buiten werking. => Zes building affected
Vier schepen werden getroffen door raketten. => Vier other affected
Drie olietankers zijn beschadigd. => Drie other affected
De bende stak 22 voertuigen in brand. => 22 vehicle destroyed
Oekraïne kreeg veertig Leopard-tanks van Duitsland. => veertig vehicle none
Duitsland levert zes Patriot-systemen. => zes other none
Het leger voerde 35 luchtaanvallen uit. => 35 other none
In een week telden waarnemers 400 schendingen van het bestand. => 400 other none
In de stad wonen 600.000 mensen. => 600.000 person none
Aan de demonstratie namen 5.000 mensen deel. => 5.000 person none
De militie telt 8.000 strijders. => 8.000 person none
De hulporganisatie deelde 2.000 voedselpakketten uit. => 2.000 other none
De wederopbouw gaat 400 miljard dollar kosten. => 400 miljard USD none
Losgeld van 50.000 euro werd betaald. => 50.000 EUR none
""",
    "coordination": """
Er vielen zeven doden en dertig gewonden. => zeven person killed, dertig person injured
Bij de aanslag vielen zeker vier doden en twaalf gewonden. => vier person killed, twaalf person injured
Zes mensen werden gedood en negentien raakten gewond. => Zes person killed, negentien person injured
Er zijn veertig doden of gewonden. => veertig person killed_or_injured
Honderden soldaten zijn gedood of gewond geraakt. => Honderden person killed_or_injured
Bij het bombardement zijn tientallen burgers gedood en gewond. => tientallen person killed_or_injured
Het leger doodde acht strijders en nam er vijf gevangen. => acht person killed, vijf person captured
De rebellen namen twaalf soldaten gevangen en doodden er drie. => twaalf person captured, drie person killed
Drie mannen en twee vrouwen kwamen om het leven. => Drie person killed, twee person killed
De luchtafweer haalde twintig drones en vier raketten neer. => twintig drone intercepted, vier missile intercepted
Er werden zes huizen en een school verwoest, en dertig auto's brandden uit. => zes building destroyed, dertig vehicle destroyed
Het schip vuurde acht raketten af, waarvan er zes werden onderschept. => acht missile fired, zes missile intercepted
De politie arresteerde negen mannen en nam veertig wapens in beslag. => negen person detained, veertig other seized
Er kwamen twee agenten en vier betogers om. => twee person killed, vier person killed
Twee doden en een gewonde: dat is de balans. => Twee person killed, een person injured
Bij de botsing vielen drie doden en een zwaargewonde. => drie person killed, een person injured
De rebellen doodden tien soldaten, verwondden er twintig en verbrandden vier vrachtwagens. => tien person killed, twintig person injured, vier vehicle destroyed
Het dodental staat op 19 en het aantal gewonden op 44. => 19 person killed, 44 person injured
Ruim 300 mensen raakten gewond, vijftig worden vermist. => 300 person injured, vijftig person missing
Twaalf dorpen zijn veroverd en drie dorpen heroverd. => Twaalf other seized, drie other retaken
Er zijn 200 doden, 500 gewonden en 60 vermisten. => 200 person killed, 500 person injured, 60 person missing
Vier vissers verdronken en zes zijn gered. => Vier person killed, zes person rescued
Het land stuurde 900 soldaten en twintig tanks. => 900 person deployed, twintig vehicle deployed
De militie ontvoerde zestien meisjes en doodde vier bewakers. => zestien person abducted, vier person killed
De landen wisselden elk vijftig gevangenen uit. => vijftig person released
Vijf woningen werden verwoest en tien beschadigd. => Vijf building destroyed, tien building affected
Zeker acht burgers kwamen om en nog eens vijftien raakten gewond. => acht person killed, vijftien person injured
In het noorden stierven dertig mensen, in het zuiden twaalf. => dertig person killed, twaalf person killed
De aanval kostte negen agenten en twee burgers het leven. => negen person killed, twee person killed
Duizenden mensen zijn gevlucht en honderden zijn gedood. => Duizenden person displaced, honderden person killed
""",
    "totals and parts": """
Er kwamen elf mensen om, onder wie drie kinderen. => elf person killed, drie person killed
Er zijn twintig gewonden, van wie zes kinderen. => twintig person injured, zes person injured
Bij de inslag vielen acht doden, onder wie twee artsen. => acht person killed, twee person killed
Zeven soldaten sneuvelden, vier van hen bij de brug. => Zeven person killed, vier person killed
De luchtafweer haalde zestig drones neer, waarvan tien boven zee. => zestig drone intercepted, tien drone intercepted
Er zijn dertig arrestaties verricht, waarvan twintig in de hoofdstad. => dertig person detained, twintig person detained
Zes reizigers kwamen om, waaronder twee kinderen. => Zes person killed, twee person killed
Het ziekenhuis telde negen doden, onder hen vier vrouwen. => negen person killed, vier person killed
Vier van de zes gijzelaars zijn vrijgelaten. => Vier person released, zes person abducted
Drie van de tien gewonden liggen in coma. => Drie person injured, tien person injured
Van de 90 drones werden er 70 onderschept. => 90 drone fired, 70 drone intercepted
Er raakten veertig mensen gewond, van wie zeven ernstig. => veertig person injured, zeven person injured
Er werden zestien mensen opgepakt, onder wie twee agenten. => zestien person detained, twee person detained
Het leger liet honderd gevangenen vrij, onder wie dertig vrouwen. => honderd person released, dertig person released
Onder de doden zijn zes kinderen. => zes person killed
Onder de gewonden zijn vier agenten. => vier person injured
Het dodental is opgelopen tot 58. => 58 person killed
Het dodental steeg van 31 naar 43. => 31 person killed, 43 person killed
Het aantal gewonden bedraagt inmiddels 120. => 120 person injured
Het aantal vermisten daalde tot veertien. => veertien person missing
Er was sprake van een dodental van 31. => 31 person killed
De arts sprak van twintig doden, de burgemeester houdt het op 25. => twintig person killed, 25 person killed
De politie telde acht doden, de hulpdienst kwam uit op elf. => acht person killed, elf person killed
De gouverneur stelde het dodental bij naar 17. => 17 person killed
De autoriteiten schatten het aantal slachtoffers op 300. => 300 person killed
Het leger is 40 procent van het gebied kwijt. => 40 procent percent none
Ruim 60 procent van de 500 vierkante kilometer is heroverd. => 60 procent percent retaken, 500 km2 none
De helft van de huizen is verwoest. => De helft percent destroyed
Een derde van de drones werd onderschept. => Een derde percent intercepted
Er kwamen 27 mensen om, van wie negen vrouwen en zes kinderen. => 27 person killed, negen person killed, zes person killed
""",
    "exclusions": """
De oorlog duurt al vier jaar.
De aanval begon om zes uur.
Het bestand hield drie dagen stand.
In 2019 doodde de groep veel boeren.
De derde aanval mislukte.
Een man van 50 werd opgepakt.
Een 34-jarige vrouw raakte gewond.
De twee landen praten in Caïro.
De twee partijen wezen het plan af.
De leiders kwamen drie keer bijeen.
Een van de daders is gevlucht.
De een bleef, de ander vertrok.
Het leger zette T-72's in.
De M23 nam de stad in.
Resolutie 1701 verbiedt wapens in het gebied.
De 36e brigade trok op.
Brigade 93 verdedigt de stad.
Er is geen plaats voor vergissingen.
Niemand heeft de aanval opgeëist.
Het plan telt 28 punten.
Er wordt op drie fronten gevochten.
Zij stierf op de leeftijd van 81.
Soldaten van onder de 25 mogen naar huis.
Twee keer per week komt er een konvooi.
De stad is twee uur rijden van de grens.
De twee leiders belden maandag.
Voor de tweede keer in drie weken viel de stroom uit.
Het alarm ging om 14.30 uur af.
Eén ding is zeker, zei hij.
Enkele westerse landen sloten hun ambassade.
""",
    "outcomes": """
Bij de aardschok kwamen negen dorpelingen om. => negen person killed
Vier artsen zijn om het leven gekomen. => Vier person killed
Dertig mariniers sneuvelden aan het front. => Dertig person killed
De sluipschutter schoot drie agenten dood. => drie person killed
Zes mensen werden gedood. => Zes person killed
De aanval kostte zestien mensen het leven. => zestien person killed
De ramp eiste acht levens. => acht person killed
Reddingswerkers vonden vier lichamen. => vier person killed
Er zijn twaalf geborgen lichamen. => twaalf person killed
De dood van zes betogers leidde tot woede. => zes person killed
De vijf omgekomen vissers kwamen uit het dorp. => vijf person killed
Het leger verloor 300 soldaten. => 300 person killed
Acht leerlingen raakten gewond. => Acht person injured
Bij de ontploffing werden acht leerlingen verwond. => acht person injured
In de kliniek liggen drie zwaargewonden. => drie person injured
De opstandelingen namen negen officieren gevangen. => negen person captured
Veertig soldaten gaven zich over. => Veertig person captured
Er worden nog negen matrozen vermist. => negen person missing
Van acht leerlingen ontbreekt elk spoor. => acht person missing
Ruim 3000 gezinnen sloegen op de vlucht. => 3000 household displaced
Zo'n 9000 mensen zijn ontheemd. => 9000 person displaced
Het geweld verdreef 20.000 inwoners. => 20.000 person displaced
Het land stuurde 700 soldaten naar de grens. => 700 person deployed
Het land heeft 900 militairen in de Sahel. => 900 person deployed
Op het eiland zijn 400 mariniers gestationeerd. => 400 person deployed
De politie arresteerde zestien betogers. => zestien person detained
De junta zette veertig activisten vast. => veertig person detained
Op het plein werden zes mannen geëxecuteerd. => zes person executed
Gewapende mannen ontvoerden vijf ingenieurs. => vijf person abducted
De rebellen lieten zes gijzelaars vrij. => zes person released
Er zijn veertig krijgsgevangenen geruild. => veertig person released
De kustwacht redde veertig opvarenden. => veertig person rescued
In het noorden zitten 5000 gezinnen zonder stroom. => 5000 household affected
Granaten troffen zes woningen. => zes building affected
Het leger heroverde zes dorpen. => zes other retaken
De rebellen veroverden zes dorpen. => zes other seized
Het leger bezet 300 vierkante kilometer. => 300 km2 seized
Het schip vuurde zes kruisraketten af. => zes missile fired
Het depot werd getroffen door vier raketten. => vier missile fired
De stad werd bestookt met negentig drones. => negentig drone fired
De luchtafweer onderschepte 30 raketten. => 30 missile intercepted
De rebellen haalden twee helikopters neer. => twee aircraft destroyed
De luchtmacht vernietigde vier tanks. => vier vehicle destroyed
De bommen verwoestten vier scholen. => vier building destroyed
In de haven brandden zes loodsen af. => zes building destroyed
De wederopbouw kost 40 miljoen euro. => 40 miljoen EUR none
Er kwamen twee foto's naar buiten. => twee foto none
De stad telt 60.000 inwoners. => 60.000 person none
Het front ligt 50 kilometer verderop. => 50 km none
Een drone doodde twee journalisten. => twee person killed
Twee journalisten die verslag deden van de strijd, zijn gedood. => Twee person killed
Mensen die vluchtten, zagen hoe vier buren werden doodgeschoten. => vier person killed
De troepen die vorige maand werden gestuurd, hebben twaalf tanks verloren. => twaalf vehicle destroyed
Er zijn honderd soldaten die zich hebben overgegeven. => honderd person captured
De gouverneur zegt dat er acht burgers zijn omgekomen. => acht person killed
Volgens de arts zouden er twintig mensen zijn gestorven. => twintig person killed
Bij de inslag vielen geen gewonden. => geen person injured
Er werden geen doden gemeld. => geen person killed
Bij de brand vielen geen slachtoffers. => geen person killed
De mariniers veroverden 15 km² terrein. => 15 km2 seized
Eén gids kwam om het leven. => Eén person killed
Een handvol strijders gaf zich over. => Een handvol person captured
""",
}
NL["outcomes"] = NL["outcomes"].replace("twee foto none", "twee other none")

EN = {
    "war verbs": """
The attack claimed the lives of twelve people. => twelve person killed
Four passengers did not survive the crash. => Four person killed
Thirty villagers were buried by the landslide. => Thirty person killed
Troops opened fire and fatally wounded five protesters. => five person killed
Nine children starved to death. => Nine person killed
Three policemen lost their lives in the ambush. => Three person killed
Sixty people were slaughtered in the village by jihadists. => Sixty person killed
The air strike took the lives of eight pupils. => eight person killed
The militia murdered 25 villagers in cold blood. => 25 person killed
Russia says it has eliminated 340 Ukrainian servicemen. => 340 person killed
So far 19 bodies have been recovered. => 19 person killed
Rescuers pulled five people alive from the rubble. => five person rescued
Two children were dug out of the collapsed building. => Two person rescued
Twelve miners were brought to safety. => Twelve person rescued
A shell wounded eight market-goers. => eight person injured
Fifteen people suffered burns. => Fifteen person injured
Seven of the wounded are in critical condition. => Seven person injured
Twenty patients with gunshot wounds were admitted to the hospital. => Twenty person injured
Thirty people had to be taken to hospital. => Thirty person injured
Forty people are still being treated in hospital. => Forty person injured
Four officers were slightly injured. => Four person injured
Six soldiers were badly hurt when their vehicle hit a mine. => Six person injured
The blast left 10 dead and dozens more injured. => 10 person killed, dozens person injured
The rebels are holding 50 civil servants. => 50 person detained
More than two hundred demonstrators were arrested. => two hundred person detained
The security service picked up nine suspects. => nine person detained
Six journalists remain behind bars. => Six person detained
Eleven suspects have been taken into custody. => Eleven person detained
The court sentenced three officers to life in prison. => three person none
Fifty soldiers laid down their arms. => Fifty person captured
Eighty fighters surrendered to the army. => Eighty person captured
The army took seventy prisoners of war. => seventy person captured
Two pilots fell into rebel hands. => Two person captured
Armed men abducted 87 schoolchildren. => 87 person abducted
Twelve women were taken from the village by fighters. => Twelve person abducted
Hamas still holds 48 hostages. => 48 person abducted
Dozens of people are feared trapped under the rubble. => Dozens person affected
Twelve people are unaccounted for. => Twelve person missing
Some 300 residents fled their homes. => 300 person displaced
A hundred thousand people had to leave their homes. => A hundred thousand person displaced
Over 40,000 inhabitants have been evacuated. => 40,000 person displaced
Since January 700,000 Congolese have been driven from their homes. => 700,000 person displaced
Two hundred families have taken refuge in a school. => Two hundred household displaced
Every day 1,500 refugees cross the border into Chad. => 1,500 person displaced
The fighting has forced half a million people to flee. => half a million person displaced
About 9,000 people headed south. => 9,000 person none
Thousands of residents of Rafah were ordered to leave. => Thousands person affected
Six million people urgently need food. => Six million person affected
Nearly 300,000 people are without drinking water. => 300,000 person affected
Two million children are malnourished. => Two million person affected
In the city 260,000 people remain trapped. => 260,000 person affected
More than 100,000 homes were left without power. => 100,000 building affected
Power was cut to 50,000 households. => 50,000 household affected
The country has sent 1,200 extra soldiers to the border. => 1,200 person deployed
Some 3,000 North Korean soldiers are stationed in Kursk. => 3,000 person deployed
Kenya contributed 400 police officers to the mission. => 400 person deployed
Seven hundred reservists were called up. => Seven hundred person deployed
The army used 40 tanks in the assault. => 40 vehicle deployed
Five hundred commandos took part in the operation. => Five hundred person deployed
Russia has massed 50,000 men near Sumy. => 50,000 person deployed
The rebels entered the city with three hundred fighters. => three hundred person deployed
Each country released 307 prisoners of war. => 307 person released
Seven hostages were handed over to the Red Cross. => Seven person released
Three kidnapped engineers were set free on Friday. => Three person released
The Taliban publicly executed two men. => two person executed
Five prisoners were hanged. => Five person executed
Bulldozers razed 28 houses. => 28 building destroyed
Fourteen schools were reduced to rubble. => Fourteen building destroyed
The blaze gutted sixty shops. => sixty building destroyed
Five tanks went up in flames. => Five vehicle destroyed
The Ukrainians knocked out nine armoured vehicles. => nine vehicle destroyed
Coastal batteries sank two landing ships. => two other destroyed
Three patrol boats sank in the port. => Three other destroyed
Two fighter jets crashed. => Two aircraft destroyed
The rebels shot down a helicopter and two drones. => two drone intercepted
Air defences brought down 40 of the 52 missiles. => 40 missile intercepted, 52 missile fired
The air force intercepted 61 of 70 drones. => 61 drone intercepted, 70 drone fired
Twenty barrel bombs fell on the district. => Twenty other fired
Twelve shells landed near a school. => Twelve other fired
Russia attacked with 120 drones. => 120 drone fired
The city was pounded with at least thirty rockets. => thirty missile fired
A swarm of eighty drones reached Kyiv. => eighty drone fired
Hezbollah fired a hundred projectiles into northern Israel. => a hundred missile fired
The army captured 11 villages. => 11 other seized
The rebels overran four towns. => four other seized
Russia occupies 20 percent of Ukraine. => 20 percent percent seized
M23 controls three mines. => three other seized
Police seized 300 kilos of explosives. => 300 other seized
The fighters captured six pickup trucks. => six vehicle seized
The army retook twelve villages from the RSF. => twelve other retaken
Eighteen villages are back under army control. => Eighteen other retaken
Nine villages have been liberated. => Nine other retaken
Floods have left 900 houses under water. => 900 building affected
Forty homes were hit in the attack. => Forty building affected
Five apartment blocks sustained damage. => Five building affected
Six hospitals are out of service. => Six building affected
Four ships were struck by missiles. => Four other affected
Three oil tankers were damaged. => Three other affected
The gang set 22 vehicles on fire. => 22 vehicle destroyed
Ukraine received forty Leopard tanks from Germany. => forty vehicle none
Germany is supplying six Patriot systems. => six other none
The army carried out 35 air strikes. => 35 other none
Monitors counted 400 violations of the truce in a week. => 400 other none
The city is home to 600,000 people. => 600,000 person none
Five thousand people joined the demonstration. => Five thousand person none
The militia has 8,000 fighters. => 8,000 person deployed
The aid group handed out 2,000 food parcels. => 2,000 other none
Reconstruction will cost 400 billion dollars. => 400 billion USD none
A ransom of $50,000 was paid. => 50,000 USD none
""",
    "coordination": """
Seven people died and thirty were injured. => Seven person killed, thirty person injured
The attack left at least four dead and twelve wounded. => four person killed, twelve person injured
Six people were killed and nineteen wounded. => Six person killed, nineteen person injured
Some forty people were killed or wounded. => forty person killed_or_injured
Hundreds of soldiers have been killed or injured. => Hundreds person killed_or_injured
The army killed eight fighters and captured five. => eight person killed, five person captured
The rebels captured twelve soldiers and killed three. => twelve person captured, three person killed
Three men and two women were killed. => Three person killed, two person killed
Air defences shot down twenty drones and four missiles. => twenty drone intercepted, four missile intercepted
Six houses were destroyed and thirty cars burned. => Six building destroyed, thirty vehicle destroyed
The ship fired eight missiles, six of which were intercepted. => eight missile fired, six missile intercepted
Police arrested nine men and seized forty weapons. => nine person detained, forty other seized
Two officers and four protesters died. => Two person killed, four person killed
The toll stands at 19 and the number of injured at 44. => 19 person killed, 44 person injured
More than 300 people were injured and fifty are missing. => 300 person injured, fifty person missing
Twelve villages were captured and three retaken. => Twelve other seized, three other retaken
There are 200 dead, 500 wounded and 60 missing. => 200 person killed, 500 person injured, 60 person missing
Four fishermen drowned and six were rescued. => Four person killed, six person rescued
The country sent 900 soldiers and twenty tanks. => 900 person deployed, twenty vehicle deployed
Gunmen abducted sixteen girls and killed four guards. => sixteen person abducted, four person killed
The countries exchanged fifty prisoners each. => fifty person released
Five homes were destroyed and ten damaged. => Five building destroyed, ten building affected
At least eight civilians were killed and another fifteen hurt. => eight person killed, fifteen person injured
The strike killed nine policemen and two civilians. => nine person killed, two person killed
Thousands of people have fled and hundreds have been killed. => Thousands person displaced, hundreds person killed
A blast killed twelve people and injured thirty others. => twelve person killed, thirty person injured
The raid left 14 dead, 30 wounded and two missing. => 14 person killed, 30 person injured, two person missing
Dozens were killed and wounded. => Dozens person killed_or_injured
Shells killed two children and a woman. => two person killed, a person killed
Ten rebels surrendered, while six were shot dead. => Ten person captured, six person killed
""",
    "totals and parts": """
Eleven people died, including three children. => Eleven person killed, three person killed
Twenty people were injured, among them six children. => Twenty person injured, six person injured
Eight people were killed, two of them doctors. => Eight person killed, two person killed
Seven soldiers died, four of them near the bridge. => Seven person killed, four person killed
Air defences downed sixty drones, ten of them over the sea. => sixty drone intercepted, ten drone intercepted
Police made thirty arrests, including twenty in the capital. => thirty person detained, twenty person detained
Four of the six hostages were released. => Four person released, six person abducted
Three of the ten wounded are in a coma. => Three person injured, ten person injured
Forty people were injured, eight of them seriously. => Forty person injured, eight person injured
Sixteen people were detained, including two officers. => Sixteen person detained, two person detained
The army released a hundred prisoners, among them thirty women. => a hundred person released, thirty person released
The death toll has risen to 58. => 58 person killed
The death toll rose from 31 to 43. => 31 person killed, 43 person killed
The number of injured stands at 120. => 120 person injured
The number of missing fell to fourteen. => fourteen person missing
Officials gave a death toll of 31. => 31 person killed
The doctor spoke of twenty dead; the mayor put the figure at 25. => twenty person killed, 25 person killed
The governor revised the death toll to 17. => 17 person killed
Officials estimate the death toll at 300. => 300 person killed
The army has lost 40 percent of the territory. => 40 percent percent seized
More than 60 percent of the 500 square kilometres has been retaken. => 60 percent percent retaken, 500 km2 none
Half of the houses were destroyed. => Half percent destroyed
A third of the drones were intercepted. => A third percent intercepted
Twenty-seven people were killed, of whom nine were women. => Twenty-seven person killed, nine person killed
They launched 90 drones, 70 of which were shot down. => 90 drone fired, 70 drone intercepted
Among the dead were six children. => six person killed
The blast killed 14 people, five of them pupils. => 14 person killed, five person killed
Two of the injured later died. => Two person killed
Nine of the twelve crew were rescued. => Nine person rescued, twelve person none
The toll includes 12 soldiers and 30 civilians. => 12 person killed, 30 person killed
""",
    "exclusions": """
The war has gone on for four years.
The attack began at six o'clock.
The truce held for three days.
In 2019 the group attacked farmers.
The third attack failed.
A man aged 50 was arrested.
A 34-year-old woman was hurt.
The two countries are talking in Cairo.
The two sides rejected the plan.
The leaders met three times.
One of the attackers fled.
They shot at one another.
The army sent in its T-72s.
M23 took the city.
Resolution 1701 bans arms in the area.
The 36th brigade advanced.
Brigade 93 defends the city.
No one has claimed responsibility.
There is no room for error.
The plan has 28 points.
The army fights on three fronts.
She died at the age of 81.
Boys under 18 were sent home.
The city is two hours from the border.
The two leaders spoke on Monday.
For the second time in three weeks the power failed.
The alarm went off at 6 am.
One thing is certain, he said.
One day the war will end.
Several countries closed their embassies.
""",
    "outcomes": """
Nine villagers died in the quake. => Nine person killed
Four doctors lost their lives. => Four person killed
The sniper killed three nurses. => three person killed
Six people were killed. => Six person killed
Guards shot dead two smugglers. => two person killed
The attack cost sixteen people their lives. => sixteen person killed
The fire claimed eight lives. => eight person killed
Rescuers found four bodies. => four person killed
The deaths of six protesters caused anger. => six person killed
The army lost 300 soldiers. => 300 person killed
The remains of six people were found. => six person killed
Eight pupils were injured. => Eight person injured
Shrapnel wounded eight pupils. => eight person injured
Forty residents are in hospital. => Forty person injured
The insurgents captured nine officers. => nine person captured
Forty soldiers surrendered. => Forty person captured
Nine sailors are still missing. => Nine person missing
Five skiers remain unaccounted for. => Five person missing
Some 3,000 families fled. => 3,000 household displaced
About 9,000 people have been displaced. => 9,000 person displaced
The fighting displaced 20,000 residents. => 20,000 person displaced
The country sent 700 soldiers to the border. => 700 person deployed
The country has 900 troops in the Sahel. => 900 person deployed
Police arrested sixteen protesters. => sixteen person detained
The junta jailed forty activists. => forty person detained
The rebels executed four prisoners. => four person executed
Gunmen kidnapped five engineers. => five person abducted
The rebels freed six hostages. => six person released
The countries swapped forty prisoners. => forty person released
The coastguard rescued forty passengers. => forty person rescued
The attack left 5,000 families without power. => 5,000 household affected
Shells hit six houses. => six building affected
The army retook six villages. => six other retaken
The rebels seized six villages. => six other seized
The army occupies 300 square kilometres. => 300 km2 seized
The ship fired six cruise missiles. => six missile fired
The depot was hit by four missiles. => four missile fired
Air defences intercepted 30 missiles. => 30 missile intercepted
The rebels shot down two helicopters. => two aircraft destroyed
The air force destroyed four tanks. => four vehicle destroyed
The bombs destroyed four schools. => four building destroyed
Rebuilding will cost $40 million. => 40 million USD none
Two photos were published. => Two other none
The city has 60,000 residents. => 60,000 person none
The front line is 50 kilometres away. => 50 km none
A drone killed two journalists. => two person killed
Two journalists who covered the fighting were killed. => Two person killed
Villagers saw how four neighbours were shot dead. => four person killed
There are a hundred soldiers who have surrendered. => a hundred person captured
The governor said eight civilians had been killed. => eight person killed
Officials believe that twenty people have died. => twenty person killed
No casualties were reported. => No person killed_or_injured
No one was hurt. => No one person injured
One guide was killed. => One person killed
A handful of fighters surrendered. => A handful person captured
Another 300 were hurt. => 300 person injured
Thirteen wounded were flown out. => Thirteen person injured
Twelve troops were killed in the ambush. => Twelve person killed
Six displaced families found shelter. => Six household displaced
Militants burned four villages. => four other destroyed
""",
}
