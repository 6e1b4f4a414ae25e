"""The words that `prices` goes by: a table each, in plain text (lower case, no accents, hyphens)."""

from __future__ import annotations

import re

from normalize.course import Vat
from normalize.values.alternatives import question

VAT_NAME = re.compile(
    r"\b(?:btw|b\.t\.w\.?|vat|v\.a\.t\.?|tva|iva|mwst|omzetbelasting|gst|value added tax"
    r"|(?<=including )tax|(?<=excluding )tax|(?<=incl\. )tax|(?<=excl\. )tax|(?<=incl )tax|(?<=excl )tax)(?![a-z])"
)
"""Names of the tax."""

VAT_BEFORE: dict[Vat, re.Pattern[str]] = {
    "excluded": re.compile(
        r"\bexcl\w*|\bexc\b|\bex\b|\bzonder\b|\bwithout\b|\bplus\b|\+|\bnot incl\w*|\bniet incl\w*|\bexkl\w*"
        r"|(?<!not )\bsubject to\b"
        r"|\bnett?o?\b|\bkomt\b.{0,12}\bnog\b|\b(?:te )?(?:vermeerder\w*|verhog\w*|verhoogd) met\b"
        r"|\b(?:wordt|worden|rekenen|berekenen)(?: wij| we| nog)? [0-9]+ ?% $"
    ),
    "included": re.compile(
        r"\bincl\w*|\binc\b|(?<!vermeerderd )(?<!vermeerderen )(?<!verhoogd )(?<!verhogen )\bmet\b|\binkl\w*|\bwith\b"
        r"|\b(?:bevat|bevatten|contains?)\b"
    ),
    "exempt": re.compile(
        r"\bvrijgesteld\w*|\bvrijstelling\w*|\bvrij\b|\bexempt\w*|\bfree\b|\bgeen\b|\bno\b|\bonbelast\b|\bzero\b"
        r"|\b(?:do|does|need|are|is) not (?:charge|charged|add|pay|liable (?:for|to)|subject to)\b"
        r"|\bnot subject to\b|(?<![0-9])0 ?%"
    ),
}
"""What may stand before the name of the tax, the nearest wins."""

VAT_AFTER: dict[Vat, re.Pattern[str]] = {
    "excluded": re.compile(
        r"exclu\w*|excl\b|niet inbegrepen|not included|komt (?:er|daar)(?: nog)? ?bij|wordt (?:nog"
        r"|niet(?! (?:in rekening|berekend|geheven|doorberekend)))|will be (?:added|charged)"
        r"|is added|to be added|wordt (?:[0-9]+ ?% )?(?:berekend|geheven|toegevoegd|in rekening)"
        r"|niet in\w* begrepen|not applied|is niet inbegrepen"
    ),
    "included": re.compile(r"inbegrepen|inclu\w*|incl\b|inclusa"),
    "exempt": re.compile(
        r"wordt niet (?:in rekening|berekend|geheven|doorberekend)|"
        r"vrij\b|vrijgesteld\w*|vrijstelling|exempt\w*|free\b|is niet van toepassing|niet van toepassing"
        r"|not applicable|n\.?v\.?t\b|^\W*nihil\b"
    ),
}
"""What may stand right behind it."""

VAT_WHOLE: dict[Vat, re.Pattern[str]] = {
    "excluded": re.compile(r"\bht\b|\bhors taxes?\b"),
    "included": re.compile(r"\bttc\b"),
}
"""Marks that say it without naming the tax."""

NO_PRICE = question(
    r"\bhoofdprijs|\bwaardebon|\bcadeaubon|\bvoucher|\bdoneer|\blid worden\b|\buitreiking|\baward\b"
    r"|\beenmalige kosten|\bone-?(?:time|off) (?:fee|costs?)|\bdagkaart|\bhuurprijs|\brent\b|\blease\b"
    r"|\bannul|\bcancel|\bno[- ]?show|\badministrati|\bfactuurkosten|\binvoice(?! (?:of|for)\b)|\binvoicing"
    r"|\bborg(?:som)?\b|\bwaarborg|\bdeposit|\baanbetaling|\bdown payment|\bbespaar|\bbesparing|\bsav(?:e|es|ing"
    r"|ings)\b|\bboete|\bfines?\b|\bpenalty|\bwijzigen\b|salari|\bsalary|loon\b|\bbruto\b|\bgross\b|\bverdien"
    r"|\bstagevergoeding"
    r"|\bbudget|\bsubsid|\bslim[- ]|\bstap[- ]|\btegemoetkoming|\bvergoed(?:t|en|ing)\b|\breimburse|\ballowance"
    r"|\bomzet\b|\bturnover|\brevenue|\bopbrengst|\binvestering van .{0,20}(?:miljoen|million)|\bbeurs\b|\bbeurzen\b"
    r"|\bscholarship|\bgrants?\b|\bbursar|\bstipend|\bfellowships?\b"
    r"|\bkostt?en? (?:(?:een|de|het|ons|onze) )?(?:werkgever|ziekenhui|bedrij|organisatie|samenleving|maatschappij)"
    r"|\b(?:al gauw|al snel|jaarlijks|naar schatting)\b|\bkostte\b|\bproject(?:kosten| costs?| budget)|\bkamerhuur"
    r"|\bcoach(?:gesprek|sessie)|\bniet (?:op ?kom|verschijn|komen opdagen)|\bafmeld|\bafzeg|\bwegblijv|\b(?:not"
    r"|fail to)"
    r" (?:show|attend|turn) ?up?\b|\bnon-attendance|\b(?:huren|kopen|aanschaf\w*|te koop)\b"
    r"|\b(?:een|an?) (?:extra|derde|vierde|vijfde|additional|aanvullende?|third|fourth) (?:[a-z-]+ ){0,2}?"
    r"(?:dagdeel|\w*dag|sessie|session|bijeenkomst|uur|module|day|hour|meeting)\b"
    r"|\bverminderd met|\bminus\b|\bomboek|\bovernacht\w*$|\bwijzigingskosten|\bverzendkosten|\bshipping|\breiskosten"
    r"|\beigen risico|\bparkeer|\bparking|\bhet register\b|\bprijzengeld|\bmiljoen|\bmillion|\blidmaatschap"
    r"|\bmembership fee|\bcontributie"
    r"|\bkosten van (?:de )?overnacht|\bwie wint\b|\bproefles\w* kost|\blicen[cs]e|\blicentie"
    r"|\bvog\b|\bverklaring omtrent|\bduplica(?:at|te)\b|\breplacement|\bkeuring\w*|\bvaccinati\w*|\binenting\w*"
    r"|\belders (?:kost|betaal)"
    r"|\belsewhere (?:it costs?|you pay)\b|\b(?:uur|uurtje|hour of) (?:advies|advice|consult\w*|coaching)"
    r"|\bwettelijke\b|\btaxi|\bvervoer\b"
)
"""Words in the same sentence, before the amount, that make it no price of a course."""

NO_PRICE_AFTER = re.compile(
    r"^ kun (?:je|u) (?:mee-?eten|mee-?lunchen|overnachten)\b|^\W{0,3}(?:\w+ ){0,3}?(?:annulering\w*"
    r"|cancellation|administratie\w*|administration|administrative|factuurkosten"
    r"|korting|discount|minder\b|goedkoper|cheaper|less\b|off\b|borg\w*|deposit|boete|fine\b|salaris|salary"
    r"|bruto|budget|subsidie|subsidy|bespaar\w*"
    r"|besparing|savings?|vergoeding|vergoed(?! (?:door|via|uit)\b)|reimburse\w*"
    r"|aanbetaling|miljoen|million|no-show\w*|verzendkosten)"
    r"|^[^.;]{0,30}\b(?:kopen|koop|aanschaffen|huren|purchase|uitgereikt|gewonnen|toegekend|awarded)\b"
    r"|^\W{0,3}(?:per|a) (?:jaar|year) (?:bent|ben|are|word|become|steun)"
    r"|^\W{0,3}(?:per|voor (?:de|een)) (?:factuur|wijziging|annulering|invoice)|^ ?(?:mln|mio|[mk])\b"
)
"""Words right behind the amount that do the same."""

NO_PRICE_DIRECTLY_BEFORE = question(
    r"(?:(?<!met )\bkorting(?: van)?|\bdiscount(?: of)?|\bin plaats van(?: [0-9]+ [x×])?|\binstead of|\bi\.?p\.?v\.?"
    r"|\b\w+ (?:termijnen|instal\w*ments|maandtermijnen) (?:van|of|a)|\b(?:inclusief|including|waarvan|of which"
    r"|incl\.?)(?: (?:[\w-]+ ){1,4}(?:a|van|t\.?w\.?v\.?|ter waarde van|worth))?"
    r"|\bincl(?:\.|usief|uding|udes)? (?!btw|b\.t\.w|vat)[^.;€():0-9]{3,60} \("
    r"|\bbij (?:een )?(?:cursusgeld|lesgeld|bedrag|bedragen|prijs|factuur|kosten) (?:vanaf|boven(?: de)?"
    r"|van meer dan|hoger dan|groter dan)"
    r"|\b(?:inbegrepen|included) (?:zijn|is|are)\b[^.;€]{0,80}|\baccreditatiekosten(?: van)?|\baccreditation (?:fee"
    r"|costs?)(?: of)?|\b(?:keer|maal|termijnen|instal\w*ments?|times)\b[^.;€]{0,20}[(]? ?[0-9]{1,2} ?[x×]"
    r"|\b(?:krijg|ontvang)\w* (?:je|jij|u)(?: dan| nu)?|\byou (?:get|receive|save)|\bt\.?w\.?v\.?"
    r"|\bm(?:in|ax)imum van|\bmaximum of|\bmaximaal|\bter waarde van|\bup to|\bwas|\bnormaal|\bvan voor)[ :]*$"
)
"""Words directly before the amount that do the same: savings, struck-out prices, ceilings."""

NOT_IN_IT = re.compile(
    r"\bex(?:cl(?:usief|uding|usive of|\.)?|\.)(?! (?:btw|b\.t\.w|vat|tax)) (?:[\w-]+ ){1,4}"
    r"(?:\((?:ca\.?|circa|ongeveer|approx(?:imately|\.)?|about|±)? ?|(?:ca\.?|circa|ongeveer|approximately|about) )$"
    r"|[(,] ?ex(?:cl(?:usief|uding|\.)?)\.? ?$"
    r"|\b(?:not|niet) (?:included|inbegrepen|inclusief)(?: (?:is|are|zijn))?:? (?:[\w-]+ ){1,4}\(?$"
)
"""Between two amounts: what the second one pays is not in the price, and no tariff of the course."""

EXAM_ONLY = re.compile(
    r"\b(?:placement|entry|instap|intake)[ -]?(?:test|toets)"
    r"|\b(?:her)?exam|\bherkans|\bhertentamen|\bhertoets|\bresit|\bre-?exam|\btoets(?:ing|kosten|geld)?\b|\baccredit"
    r"|\bcertificering|\bcertificaatkosten|\bregistratiekosten|\bregistration of the diploma|\bdiplomakosten"
)
"""Fees for an examination or a registration alone …"""

WHOLE_COURSE = re.compile(
    r"\bcursus|\btraining|\bcourse|\bopleiding|\bscholing|\bdeelname|\bparticipat|\bincl|\bmodule|\bworkshop"
    r"|\bprogram|\b[+]|\ben examen|\bmet examen|\bwith exam"
)
"""… unless the course is named beside them."""

EXAM_BEHIND = re.compile(
    r"^\W{0,3}(?:(?:voor|for|het|the|de|per|a) )*(?:(?:her)?exam|accredit|herkans|resit|certificaatk|diplomak)"
)
"""The same right behind the amount."""

TARIFF = question(
    r"\boverseas\b|^\W*(?:home|international)(?:/\w+)?(?: (?:students?|fees?|applicants?|delegates?))?\W*$|"
    r"\bbij (?:aanmelding|inschrijving|boeking|betaling) (?:voor|tot|uiterlijk)\b|\bbefore [0-9]"
    r"|\b(?:vanaf|bij|from|met) (?:minimaal |minstens |at least )?(?:[0-9]{1,2}|twee|drie|vier|vijf|two|three|four"
    r"|five)"
    r" (?:of meer |or more )?(?:deelnemers|personen|cursisten|collega'?s|medewerkers|participants|people|colleagues)\b"
    r"|\bif (?:paid|registered|booked)\b"
    r"|\b(?:tot(?: en met)?|t/m|voor|until|till|before) [0-9]{1,2}(?:e|st|nd|rd|th)? ?(?:jan|feb|m(?:aa)?rt|mar|apr|mei"
    r"|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?(?: 20[0-9]{2})?: *$|"
    r"^\W*(?:tot(?: en met)?|t/m|until|till) [0-9]{1,2} [a-z]{3,9}(?: 20[0-9]{2})? *$|"
    r"\b(?:voor|before) [0-9]{1,2}(?:e|st|nd|rd|th)? ?[a-z]{3,9}(?: 20[0-9]{2})? (?:aanmeld|inschrijf|betaal|boek"
    r"|register|book|sign|enrol|pay)[a-z]*|"
    r"\bnon-e[ue]a?\b|\beu/eea\b|\beea\b|\beer\b|\bearly\b|\bvroegboek\w*|\blate\b|\blast[- ]minute"
    r"|\bniet[- ]leden|\bnon[- ]?members?|\b(?:\w+-)?leden\b|\blid\b|\bmembers?\b|\bstudent(?:en|s|e)?\b"
    r"|\bph\.?d'?s?\b|\bpromovend\w*|\baio'?s?\b|\bpostdocs?\b|\bindustry|\bindustri\w*|\bbedrijven"
    r"|\bbedrijfsleven|\bcompan(?:y|ies)\b|\bacademics?\b(?! (?:year|level))|\bacademia\b"
    r"|\b(?:non|not)[- ]for[- ]profit|\bnon[- ]?profit|\bprofit|\balumn(?:i|us)|\bregular|\bregulier\w*"
    r"|\bstandaard\w*|\bstandard|\bbasistarief|\breduced|\bgereduceerd\w*|\bkorting(?:starief|sprijs)"
    r"|\binterne?n?\b|\binternal\b|\bexterne?n?\b|\bexternals?\b|\bmedewerkers|\bemployees|\bstaff\b|\bparticulier\w*"
    r"|\bprivate|\bzelfstandig\w*|\bzzp\w*|\bwerkzoekend\w*|\bunemployed|\bwithout|\bzonder (?!btw)"
    r"|\bgroep(?:s|en|stari)\w*|\bgroup|\binstellingen\b|\bziekenhui\w*|\bhospital\w*|\bgovernment|\boverheid"
    r"|\bfull (?:fee|price|rate)|\bvolledig tarief|\bkennismaking\w*|\bprive ?less\w*|\btermijn(?:en)?\b"
    r"|\binstal\w*ments?|\bschakel\w*|\bpremaster\w*|\b(?:niet-)?donateur\w*|\bvrijwilligers\b|\bvolunteers\b"
    r"|\bvolwassenen?\b|\badults?\b|\bkind(?:eren)?\b|\bchild(?:ren)?\b|\bjongeren\b|\bjeugd\b|\bsenioren\b|\b65\+"
    r"|\b(?:from|of|within|at|van|binnen) (?:the|our|de|het|onze|ons) (?:own |eigen )?(?:university|universiteit"
    r"|faculty|faculteit|institute"
    r"|instituut|hospital|ziekenhuis|umc|graduate school|institution|organisatie|consortium)\b"
    r"|\b(?:tweede|derde|vierde|volgende|second|third|fourth|following|additional|further) (?:[\w-]+ ){0,3}?"
    r"(?:deelnemers?|cursist|collega'?s?|persoon|medewerker|participants?|colleagues?|person|delegate)\b"
    r"|\b\w*kans(?:en)?tarief\b|\buitpas\w*|\bkortingspas\w*|\b\w*stadspas\w*|\bcjp\b|\bminima\b|\baios\b|\banios\b"
    r"|\b\w*huisarts(?:en)?\b|\bin opleiding\b|\b(?:niet-)?inwoners\b|\bresidents\b|\b(?:niet-)?abonnees\b"
    r"|\boverigen?\b|\banderen\b|\bothers\b|\b(?:non-)?partners?\b|\bacademic rate\b|\bzakelijk\w*"
    r"|\bin-?company\b|\bvia (?:je |uw |de )?werkgever\b|\bwerkgevers?\b|\bemployers?\b|\borganisaties\b"
    r"|\bzelfbetale\w*"
    r"|\b(?:t/m|tot(?: en met)?|vanaf|onder|boven|ouder dan|jonger dan|under|over|up to|aged?|below|above) (?:de "
    r"|the )?(?:age of )?[0-9]{1,2} ?(?:jaar|jr|years?|and (?:over|under|older)|\+)"
    r"|\b[0-9]{1,2} ?(?:jaar|years?(?: old)?) (?:en|and|of|or) (?:ouder|jonger|older|younger|over|under)"
    r"|\b[0-9]{2}(?:\+|-plus\w*)"
    r"|\b[0-9]{1,2} ?(?:-|t/m|tot(?: en met)?|to) ?[0-9]{1,2} (?:jaar|jarigen|years)|\b\w+-pas\b|\b\w*pashouders?\b"
    r"|\b(?:stads|ooievaars|rotterdam|gelre|museum|studenten|kortings|maxi)pas\b"
    r"|\b(?:vanaf|from|starting (?:at|from))(?: ca\.?| circa)? *$"
)
"""Whose tariff, or on what condition."""

TARIFF_WORD = re.compile(r"\bbetaal|\bbetalen|\bkosten|\bbedra|\bpay|\btarief|\brates?\b|\bfees?\b|\bprijs|\bprice")
"""In a longer sentence before an amount: it speaks of tariffs, not of who the course is for."""

FULL_TARIFF = re.compile(
    r"\bgeen lid\b|\bno member|(?<!non-)\beu/eea\b|"
    r"\bnon-e[ue]a?\b|\beu/eea\b|\beea\b|\beer\b|"
    r"\bregular|\bregulier|\bstandaard|\bstandard|\bbasistarief|\bniet[- ]leden|\bnon[- ]?members?|\bfull (?:fee"
    r"|price|rate)|\bvolledig tarief"
    r"|\bextern|\bindustry|\bcompan(?:y|ies)\b|(?<!non-)(?<!not-)(?<!non )(?<!not )\bfor[- ]profit|^profit\b"
    r"|\bbedrijven|\boverigen?\b|\bothers?\b(?! (?:academi|phd|ph\.d|universit|stud|postdoc"
    r"|research|non-profit|institut))|\bandere(?:n| deelnemers)\b|\bniet-\w+|\bvolwassenen?\b"
    r"|\b(?:vanaf|boven|ouder dan|over|above) (?:1[89]|2[0-9]|30) ?(?:jaar|jr|years?|\+)|\b(?:1[89]|2[0-9]"
    r"|30) ?(?:jaar|years?) (?:en|and|of|or) (?:ouder|older|over)|\b(?:1[89]|2[0-9])\+"
    r"|\badults?\b|\b(?:gehele|hele|volledige|complete|full|whole|entire) (?:\w+)\b|\bgroups? of 1\b"
)
"""Tariffs that an ordinary participant pays."""

REGULAR_TARIFF = question(
    r"\bregular|\bregulier|\bstandaard|\bstandard|\bniet[- ]|^home\b|\bnon[- ](?!profit|for\b)|\bgeen lid\b"
    r"|\bno member|\bfull\b|\bvolledig"
    r"|\boverigen?\b|\bothers?\b(?! (?:academi|phd|ph\.d|universit|stud|postdoc|research|non-profit|institut))"
    r"|\bandere|\bvolwassenen?\b|\badults?\b|\bhele\b|\bgehele\b|\bwhole\b|\bentire\b"
)
"""The plainest of them …"""

NO_MEMBERS = re.compile(r"\b(?:niet|non)[- ]?(?:leden|lid|members?)\b|\bgeen lid\b|\bno members?\b")
MEMBERS = re.compile(r"(?<!niet[- ])(?<!non[- ])(?<!geen )(?<!no )\b(?:leden|lid|members?)\b")
"""Who is no member, and who is one."""

NO_SPECIAL_ONE = re.compile(
    r"^(?:uk|home|eu|home/uk|uk/home|home/eu) (?:students?|fees?|applicants?)\b"
    r"|^(?:(?:ben|bent) (?:je|jij|u) (?:nog )?|nog )geen\b|^(?:are you )?not (?:yet )?a\b"
)
"""Begins the question that makes a tariff that of those who have no other."""

PRIVATE_TARIFF = re.compile(r"\bparticulier|\bprivate\b|\bzelfbetale|\bprivepersonen\b|\bindividu")
"""… and what people pay who pay for themselves."""

SPECIAL_TARIFF = re.compile(
    r"^(?:tot|t/m|until|till|before)\b|\bearly|\bdiscount|\bvroegboek|\bkorting|\breduced|\bgereduceerd|\bstuden"
    r"|\bph\.?d|\bpromovend|\bkind|\bchild|\bjongeren"
    r"|\bjeugd|\b(?:t/m|tot(?: en met)?|onder|jonger dan|under|up to|below) (?:de "
    r"|the )?(?:age of )?[0-9]{1,2} ?(?:jaar|jr|years?)"
    r"|\b[0-9]{1,2} ?(?:jaar|years?) (?:en|and|of|or) (?:jonger|younger|under)|\b65|\b\w+-pas\b|\b\w*pashouders?\b"
    r"|\b(?:stads|ooievaars|museum|kortings)pas\b"
    r"|\bgroep|\bgroup|\bin-?company|\bkennismaking|\bkans|\buitpas|\bcjp\b|\bminima\b|\bvrijwilligers|\bvolunteers"
    r"|\blate\b"
    r"|\blast[- ]minute|\balumn|\bwerkzoekend|\bunemployed|\bbij (?:aanmelding|inschrijving|boeking|betaling)\b"
    r"|\bbefore\b"
    r"|\bvoor 1?[0-9] \w|\btermijn|\binstal|\bprive|\btwee(?:de)?\b|\b(?:derde|volgende|second|third|following"
    r"|additional) |\bextra\b|\bin opleiding\b|\baios\b|(?<!-)(?<!niet )\bdonateur"
)
"""Tariffs that an ordinary participant does not pay, also where the label names a full one."""

INSTALMENTS = re.compile(
    r"(?:\b(?:of|or|ook|eventueel|desgewenst|mogelijk|optie|option\w*|can|kan|kunt|te betalen|betal(?:en|ing)|payable"
    r"|pay)\b[^,;]{0,30}\bin"
    r" (?:\w+ ){0,2}(?:termijnen|instal\w*ments)|\bin (?:\w+ ){0,2}(?:termijnen|instal\w*ments)"
    r" (?:te |kan|mogelijk|betalen|possible))[^,;)]*"
)
"""That the whole may be paid in parts: no condition of a tariff."""

PART = re.compile(
    r"^\W{0,3}(?:\w+ )?(?:per|a|an|each|voor elk[e]?|[/]) ?(?:(?![0-9])\w+ )?(?:dagdeel|uur|lesuur|lestijd|hour|hr|h\b"
    r"|dag|day|module|studiepunt|study point|ects?|ec|credit|maand|month|jaar|year|schooljaar"
    r"|studiejaar|termijn|les|lesson|bijeenkomst|session|sessie|week|keer|time|avond|ochtend|middag|evening"
    r"|half ?jaar|semester|examen|deel|part|block|blok)s?\b(?: credits?\b)?"
    r"|^\W{0,2}\(?[0-9]{1,2}(?:e|st|nd|rd|th) (?:jaar|year)\b"
)
"""Right behind an amount: it pays a part of the course."""

PART_BEFORE = re.compile(
    r"\b(?:of|or) [1-9][0-9]? ?[x×](?: van)? *$|"
    r"\b(?:per|each|one|single) (?:dagdeel|uur|lesuur|lestijd|hour|dag|day|module|studiepunt|ects?|ec|credit|maand"
    r"|month|termijn|les|lesson|bijeenkomst|session|sessie|week|semester|deel|part|blok|block|jaar|year)s?"
    r"(?: (?:kost|bedraagt|is|costs?|betaalt? (?:u|je)|betaal je))?\W*$"
    r"|\b(?:losse|enkele|een|afzonderlijke) (?:dagdeel|les|avond|module|dag|bijeenkomst|workshop|sessie)(?: kost"
    r"| bedraagt| is)\W*$|\b(?:uur|dag|maand|les)(?:tarief|prijs)(?: van| is| bedraagt)?\W*$"
    r"|\b(?:losse|afzonderlijke) (?:\w+)\W*$|\b(?:module|deel|dag|blok|part|day|block|level"
    r"|niveau|jaar|year|leerjaar|studiejaar|cursusjaar|opleidingsjaar|fase|phase|semester) [0-9a-z]{1,3}"
    r"(?: (?:kost|bedraagt|costs?))?\W{0,4}$"
    r"|\b(?:[1-9](?:e|ste|de|st|nd|rd|th)|eerste|tweede|derde|vierde|first|second|third|fourth) (?:studie|leer|cursus)?"
    r"(?:jaar|year)\b[^€.;]{0,30}$"
)
"""Right before an amount: it pays a part of the course."""

EXTRA = re.compile(
    r"\barrangement\w*|\bintake\w*|\bhousing\b|\blodging\b|\b(?:lab|bench) fees?\b"
    r"|\bverblijf\w*|\baccommodat\w*|\bhotel\w*|\blesmateriaal\w*|\bmateriaal\w*|\bboek\b"
    r"|\bboeken(?:pakket|lijst)?\b|\bextra\b|\bliteratuur\w*|\bbooks?\b"
    r"|\blunch\w*|\bcatering|\blocatiekosten|\bmaaltijd\w*|\bmeals?|\bdinner|\bdiner|\binschrijfgeld"
    r"|\bregistration fee on top|\bkit\b|\bcourse materials?|\bstudiemateriaal|\bhandboek|\bbijkomende"
)
"""Costs that come on top of the course."""

ENROLMENT = re.compile(r"^(?:het |the )?(?:inschrijfgeld|inschrijfkosten)\b", re.IGNORECASE)
"""What is paid to enrol: on top of the course's price where that is named too, else it is the price."""

ON_TOP = re.compile(r"(?:\+|\bplus)(?: ca\.?| circa)? *$")
"""Right before costs that come on top."""

PRICE_NAME = re.compile(
    r"\b(?:\w*(?:kosten|prijs|prijzen|tarief|tarieven|geld|bijdrage|cursus|training|opleiding)|investering|totaal\w*"
    r"|bedrag|fees?|prices?|costs?|how much|hoeveel|total|rates?|tuition|course|deelname|entree|toegang|tickets?"
    r"|inschrijving|registration)\b"
)
"""Words before an amount that name the price itself, not whose it is."""

LOWEST = re.compile(r"\b(?:vanaf|from|starting (?:at|from))$|[0-9][,.=-]* ?(?:-|tot|to|a) ?(?:€|eur\w*)? ?[0-9]")
"""A label of a price that only says where prices begin."""

RANGE = re.compile(r"^ ?(?:-|tot(?: en met)?|to|a|t/m) ?$")
"""Between the two ends of a range of prices."""

STRUCK = re.compile(r"\b(?:van|from)[: ]*$"), re.compile(r"^ ?,? ?(?:voor|nu|now|for|naar)(?: slechts| only| maar)? ?$")
"""Before and behind a price that no longer counts ("van € 595 voor € 495")."""
