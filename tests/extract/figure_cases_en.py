"""Own English sentences with the figures in them.

A case is ``sentence => number unit outcome, number unit outcome``, the number as it stands in the text. Nothing behind the arrow: no figure.
"""

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
    "what befell them": """
Gunmen mowed down thirteen farmers in a field near Maiduguri. => thirteen person killed
A mob lynched two men in Port-au-Prince. => two person killed
Nine prisoners were tortured to death, activists say. => Nine person killed
Five children were burned alive in their home in Darfur. => Five person killed
Three of the twenty wounded did not make it. => Three person killed, twenty person injured
Six bodies were pulled from the rubble after the strike on Rafah. => Six person killed
Families buried seven people in Rafah on Friday. => seven person killed
The attack claimed 34 lives in Kabul. => 34 person killed
The missile took nine lives in Kharkiv. => nine person killed
Three soldiers have succumbed to their wounds. => Three person killed
Since October, 50 Palestinians have been shot dead by the army in Jenin. => 50 person killed
A suicide bomber killed himself and twelve others. => twelve person killed
There have been 17 deaths from cholera in the camp. => 17 person killed
At least 40 lives were lost in the clashes in Jebel Marra. => 40 person killed
The UN recorded 210 civilian casualties, including 70 dead, in Kharkiv. => 210 person killed_or_injured, 70 person killed
The army lost four men in the ambush near Djibo. => four person killed
Four people were fatally shot by soldiers in Conakry. => Four person killed
The raid left eleven people dead and twice as many injured. => eleven person killed
The bombing wiped out a family of seven in Khan Younis. => seven person killed
Sixteen people were taken to hospital with gunshot wounds. => Sixteen person injured
Eight children lost limbs to mines in Yemen. => Eight person injured
Three officers were hit by bullets in Tbilisi. => Three person injured
Dozens suffered burns when the fuel depot exploded. => Dozens person injured
Seven of the injured are in critical condition. => Seven person injured
Doctors in Goma are treating 85 casualties. => 85 person killed_or_injured
Nobody knows what happened to 33 men seized in Bucha. => 33 person abducted
Thirty-three villagers have not been heard from since the attack. => Thirty-three person missing
The whereabouts of 33 men are unknown. => 33 person missing
Twenty people are feared trapped under the rubble in Beirut. => Twenty person affected
Gunmen marched off 40 girls from a school in Kebbi. => 40 person abducted
The gang took 17 missionaries hostage. => 17 person abducted
Hamas is still holding 20 Israelis. => 20 person detained
The rebels took 60 policemen prisoner in Goma. => 60 person captured
Some 60 soldiers surrendered to M23. => 60 person captured
More than 200 soldiers defected to the rebels. => 200 person captured
Police detained 90 protesters in Tbilisi. => 90 person detained
Ninety people were bundled into police vans at the protest in Tbilisi. => Ninety person detained
Israel is holding 3,600 Palestinians without trial. => 3,600 person detained
Thousands vanished into the regime's prisons in Syria. => Thousands person missing
The junta freed 4,900 inmates in an amnesty. => 4,900 person released
The junta pardoned 4,900 prisoners. => 4,900 person released
Russia and Ukraine swapped 205 prisoners of war each. => 205 person released
Twenty hostages were handed to the Red Cross. => Twenty person released
Commandos freed six hostages in a raid near Bamako. => six person rescued
The coastguard picked up 46 people from the sea after the strike. => 46 person rescued
The offensive drove 60,000 people from their homes. => 60,000 person displaced
The fighting has forced 60,000 people to flee. => 60,000 person displaced
Over 60,000 people have been made homeless by the shelling. => 60,000 person displaced
Three thousand refugees have arrived in Chad since Monday. => Three thousand person displaced
About 3,000 displaced people went back to Khartoum. => 3,000 person displaced
More than a million Syrians have gone home since the war ended. => a million person none
Residents of twelve villages were told to leave. => twelve other affected
Some 200,000 people are stuck in the besieged city. => 200,000 person affected
Eight million people rely on food aid in Yemen. => Eight million person affected
Eight million people go to bed hungry in Sudan. => Eight million person affected
Half of the children in the camp are malnourished. => Half percent affected
Four million children are out of school because of the war. => Four million person affected
Half a million people face starvation in Gaza. => Half a million person affected
Some 400,000 households lost power after the strikes. => 400,000 household affected
The blackout hit 400,000 homes after the missile strike. => 400,000 building affected
A woman was killed and three others hurt when a shell landed in Nikopol. => three person injured
Rebels took control of seven villages near Masisi. => seven other seized
The rebels seized seven villages and burned three. => seven other seized, three other destroyed
Flour was handed out to 6,000 families in Gaza. => 6,000 household none
Aid reached only 6,000 of the 50,000 families in Gaza. => 6,000 household none, 50,000 household none
Some 700 people were evacuated by bus from Sumy. => 700 person displaced
A 12-year-old boy and two men aged 30 and 41 were killed in Jenin. => two person killed
Three weeks after the raid, 14 of the 25 girls were found. => 14 person none, 25 person none
""",
}
