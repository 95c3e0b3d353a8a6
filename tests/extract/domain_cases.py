"""Texts near the border that are about armed conflict or violence, of our own: (name, language, text)."""

ABOUT = [
    (
        "a long read on a war's economy",
        "nl",
        "De Russische economie groeide vorig jaar met 4 procent, maar die groei is bijna geheel te danken aan de oorlog. Bijna 40 procent van "
        "de begroting gaat naar leger en wapens. De inflatie ligt boven de 9 procent en de centrale bank hield de rente op 21 procent.\n\n"
        "Bedrijven kampen met een tekort aan personeel, nu honderdduizenden mannen aan het front zijn of het land zijn ontvlucht. Fabrieken die "
        "munitie en drones maken draaien dag en nacht en betalen lonen waar een bakker of een winkelketen niet tegenop kan. Volgens econoom "
        "Sergej Lazarev is het model niet vol te houden. De export van gas naar Europa is ingestort door de sancties.\n\n"
        "Families van gesneuvelde soldaten krijgen uitkeringen die in arme regio's hele dorpen overeind houden. Beleggers mijden de beurs in Moskou.",
    ),
    (
        "protests put down",
        "nl",
        "In de Keniaanse hoofdstad Nairobi zijn woensdag zeker acht mensen om het leven gekomen bij protesten tegen de belastingplannen van de "
        "regering. De politie zette traangas en waterkanonnen in en schoot volgens getuigen met scherp. Betogers staken een deel van het "
        "parlement in brand. Mensenrechtenorganisaties spreken van tientallen gewonden. President Ruto zei dat de begroting wordt aangepast. "
        "Studenten hebben voor zaterdag nieuwe betogingen aangekondigd, scholen en winkels in het centrum bleven dicht.",
    ),
    (
        "famine in a besieged town",
        "en",
        "At the last working hospital in Kadugli, doctors treat 40 malnourished children a day. The town has been cut off for more than a year by "
        "the Rapid Support Forces and their allies. A sack of sorghum costs ten times what it did, and patients pay for treatment with jewellery. "
        "Cholera has killed 61 people since May, a nurse said by phone. No vaccine has come in. Two aid trucks were looted in June, and a drone "
        "fell on the market last week, killing a baker and his son.",
    ),
    (
        "a stadium as a shelter",
        "nl",
        "In het stadion van Goma, waar tot januari de voetbalcompetitie werd gespeeld, slapen nu vierduizend ontheemden. Trainer Faustin Bahati "
        "verdeelt er de rijst. Twee van zijn spelers zijn gesneuveld toen M23 de stad innam, een derde wordt vermist. Op de tribune hangt de was. "
        "Volgens de VN zijn er in de provincie 700.000 mensen op de vlucht. Vorige week sloeg er een granaat in bij de kleedkamers; een keeper van "
        "zestien verloor een been.",
    ),
    (
        "violence around an election",
        "en",
        "Gunmen stormed two polling stations in Nigeria's Zamfara state on Saturday, killing a voter and abducting three election officials, police "
        "said. Voting was suspended in four wards. The governor, who is seeking a second term, blamed bandits paid by his rival, whose party denied "
        "it. Turnout elsewhere was low. Observers said ballot boxes had been stolen and that soldiers fired into the air to disperse voters.",
    ),
    (
        "a trial for war crimes",
        "nl",
        "De rechtbank in Den Haag heeft een Syrische man veroordeeld tot twintig jaar cel voor zijn rol in een militie die voor het regime van Assad "
        "vocht. Volgens de rechter was de verdachte betrokken bij het arresteren en martelen van burgers in Damascus. Zijn advocaat had vrijspraak "
        "gevraagd. Het Openbaar Ministerie eiste 22 jaar. Slachtoffers waren bij de uitspraak aanwezig.",
    ),
    ("a short line", "nl", "Drie mensen raakten gewond."),
    ("a short line with one cue", "en", "Two children died when a shell landed on their home."),
]

NOT_ABOUT = [
    ("a goal", "nl", "De spits schoot de bal langs de keeper in het doel."),
    ("a market", "en", "Shares in the carmaker exploded after the takeover bid."),
    ("a poem of a line", "nl", "De zangeres veroverde het publiek met haar nieuwe album."),
    ("a disease", "en", "The immune system attacks the tumour and kills its cells."),
]

DIARY = (
    "nl",
    "14.10 uur - Bij een Russische raketaanval op Dnipro zijn zeker vijf mensen gedood, meldt gouverneur Lysak. Hulpverleners zoeken onder het puin "
    "naar overlevenden.\n\n"
    "13.40 uur - De Oekraïense tennisster Elina Svitolina heeft op Roland Garros de kwartfinale bereikt. In de derde set veroverde ze de tiebreak en "
    "na twee uur benutte ze haar derde matchpoint. De tennisster sloeg achttien aces.\n\n"
    "12.55 uur - Het Oekraïense leger heeft vannacht 61 van de 80 drones neergehaald, zegt de luchtmacht.",
)

BULLETIN = (
    "en",
    "Commuters face delays on the M25 after a lorry overturned near Reigate. Motorists are advised to avoid the motorway until noon.\n\n"
    "House prices rose by 0.4% in May, according to the country's biggest mortgage lender. Estate agents said first-time buyers were returning.\n\n"
    "Rebels of the M23 militia have killed at least 14 civilians in an attack on a displacement camp in eastern Congo, the army said. Soldiers found "
    "the bodies on Tuesday.\n\n"
    "Forecasters expect thunderstorms and heavy rainfall in the south-east, with gusts of 50 mph and temperatures of 24 degrees.\n\n"
    "Shares in the retailer Marlowe fell 6% after it cut its forecast for annual profits and its chief executive resigned.",
)
