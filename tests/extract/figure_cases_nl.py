"""Own Dutch sentences with the figures in them.

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
Er kwamen twee foto's naar buiten. => twee other none
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
    "what befell them": """
Bij de aanval op het dorp werden dertien boeren neergemaaid. => dertien person killed
De menigte lynchte twee mannen in Port-au-Prince. => twee person killed
Van de twintig gewonden hebben er drie het niet gehaald. => twintig person injured, drie person killed
Vier van hen overleefden de aanslag in Kabul niet. => Vier person killed
In het puin werden zes lichamen teruggevonden na het bombardement. => zes person killed
De familie begroef gisteren zeven doden in Rafah. => zeven person killed
De brandweer borg elf stoffelijke overschotten na de raketinslag. => elf person killed
De aanslag maakte 34 dodelijke slachtoffers. => 34 person killed
De raket eiste negen levens. => negen person killed
Bij de brand in het kamp in Rafah stierven 22 mensen in de vlammen. => 22 person killed
Drie soldaten zijn bezweken aan hun verwondingen. => Drie person killed
Het leger betreurt het verlies van vier militairen bij Jenin. => vier person killed
Sinds oktober zijn er in Jenin 50 Palestijnen door het leger doodgeschoten. => 50 person killed
Er zijn inmiddels 17 sterfgevallen door cholera gemeld in het vluchtelingenkamp. => 17 person killed
Bij de gevechten gingen ten minste 40 levens verloren. => 40 person killed
Het aantal burgerdoden is opgelopen tot 210. => 210 person killed
Het dodenaantal na de aanval is gestegen tot 210. => 210 person killed
Volgens de VN vielen er 210 burgerslachtoffers. => 210 person killed_or_injured
Volgens de VN vielen er 210 burgerslachtoffers, onder wie 70 doden. => 210 person killed_or_injured, 70 person killed
Het leger doodde naar eigen zeggen 14 terroristen. => 14 person killed
Zestien mensen belandden met schotwonden in het ziekenhuis. => Zestien person injured
Zestien mensen werden met brandwonden afgevoerd naar een kliniek in Goma. => Zestien person injured
Acht kinderen verloren een been door mijnen in Jemen. => Acht person injured
Drie agenten zijn geraakt door kogels. => Drie person injured
Zeven mensen zijn gewond naar het ziekenhuis gebracht. => Zeven person injured
Er zijn 15 lichtgewonden. => 15 person injured
Bij de explosie vielen ook zo'n 60 gewonden. => 60 person injured
Het ziekenhuis in Goma nam 85 gewonden op. => 85 person injured
Nog altijd worden 33 mensen vermist na de aanval. => 33 person missing
Over het lot van 33 mannen is niets bekend. => 33 person missing
Van 33 dorpelingen is het lot onbekend. => 33 person missing
Onder het puin liggen vermoedelijk nog twintig mensen. => twintig person affected
Gewapende mannen voerden 40 meisjes mee. => 40 person abducted
De bende nam 17 zendelingen in gijzeling. => 17 person abducted
Zeker 120 leerlingen zijn uit hun slaapzaal ontvoerd. => 120 person abducted
Hamas houdt nog 20 Israëliërs gegijzeld. => 20 person abducted
Rebellen namen 60 agenten gevangen in Goma. => 60 person captured
Zo'n 60 soldaten gaven zich over aan M23. => 60 person captured
Meer dan 200 soldaten liepen over naar de rebellen. => 200 person captured
Oekraïne nam vorige week 12 Russen krijgsgevangen. => 12 person captured
De politie hield 90 betogers aan in Tbilisi. => 90 person detained
Bij de protesten in Tbilisi zijn 90 mensen in de boeien geslagen. => 90 person detained
Er zitten nog 3.600 Palestijnen zonder proces vast. => 3.600 person detained
De junta liet 4.900 gevangenen vrij. => 4.900 person released
De junta verleende 4.900 gevangenen gratie. => 4.900 person released
Rusland en Oekraïne ruilden elk 205 krijgsgevangenen. => 205 person released
Twintig gijzelaars zijn overgedragen aan het Rode Kruis. => Twintig person released
De commando's bevrijdden zes gijzelaars. => zes person rescued
De kustwacht pikte 46 opvarenden op. => 46 person rescued
Reddingswerkers trokken drie overlevenden uit het puin. => drie person rescued
Het offensief dreef 60.000 mensen uit hun huizen. => 60.000 person displaced
Ruim 60.000 mensen zijn have en goed kwijt. => 60.000 person displaced
Sinds maandag kwamen 3.000 vluchtelingen aan in Tsjaad. => 3.000 person displaced
Ongeveer 3.000 ontheemden keerden terug naar Khartoum. => 3.000 person displaced
Ruim een miljoen Syriërs zijn teruggekeerd naar hun land. => een miljoen person none
De gemeente evacueerde 1.100 inwoners. => 1.100 person displaced
In de stad zitten nog 200.000 mensen klem. => 200.000 person affected
Meer dan 260.000 burgers zitten als ratten in de val in El Fasher. => 260.000 person affected
Acht miljoen mensen zijn op voedselhulp aangewezen. => Acht miljoen person affected
De helft van de kinderen in het kamp is ondervoed. => De helft percent affected
Vier miljoen kinderen gaan niet meer naar school door de oorlog. => Vier miljoen person affected
Een half miljoen mensen dreigt te verhongeren in Gaza. => Een half miljoen person affected
Zo'n 400.000 huishoudens hebben geen stroom na de aanvallen. => 400.000 household affected
""",
}
