"""Words that say how a course without dates starts, in plain text."""

from __future__ import annotations

import re

ON_REQUEST = re.compile(
    r"\bin (?:onderling )?overleg\b|\bop aanvraag\b|\bop verzoek\b|\b(?:up)?on request\b|\bby appointment\b"
    r"|\bn\.?o\.?t\.?k\b|\bop afspraak\b|\bin consultation\b|\bnader overeen te komen\b"
    r"|\bbij voldoende (?:aanmeldingen|deelnemers|belangstelling) wordt een datum|\bto be agreed\b"
    r"|\bneem contact op voor (?:data|de startdatum)"
)
"""The start is agreed with the provider."""

NO_START = re.compile(
    r"\bprij(?:s|zen)|\bprices?|\bkosten|\btarie[fv]|\bofferte|\bquote|\bcosts?\b|\bfees?\b|\blocatie\b"
    r"|\blocation\b|\bbrochure"
)
"""What else may be on request."""

ANY_TIME = re.compile(
    r"^(?:start\w*:? )?(?:per )?direct$|\bwanneer (?:je|jij|u|het (?:jou|u|je)) (?:maar )?(?:wilt?|uitkomt|past"
    r"|schikt)\b|"
    r"\bdoorlopend\b(?! \w*onderwijs)|\b(?:op )?(?:elk|ieder|elke|iedere) (?:gewenst )?(?:moment|tijdstip)\b"
    r"|\bany ?time\b|\bat any (?:moment|time)\b|\bcontinuous(?:ly)?\b(?= *(?:[.,;)\n]|$| enrol| start| intake))"
    r"|\bself-?paced\b|\bno (?:start dates?|deadlines?)\b|\b(?:direct|directe|meteen|onmiddellijke?) toegang\b"
    r"|\b(?:instant|immediate|direct) access\b|\bon[- ]demand\b|\b(?:direct|meteen) (?:starten|beginnen)\b"
    r"|\bstart (?:direct|wanneer (?:je|u|het))"
    r"|^flexibel$|\bstart\w*: ?flexibel\b|\b(?:begin|start\w*) wanneer\b|\bkan dagelijks\b"
    r"|\bflexibele? (?:start\w*|instroom\w*)|\brolling (?:admission|start)\w*"
    r"|\b(?:het )?hele jaar door\b|\bthroughout the year\b|\byear[- ]round\b|\baltijd (?:starten|instromen"
    r"|beginnen)|\bstart altijd\b|\bstart whenever|\bimmediate start|\bstart immediately"
    r"|\bper direct\b|\b(?:instromen|starten|beginnen) kan (?:op )?(?:elke?|iedere?|altijd|wekelijks|maandelijks)\b"
    r"|\b(?:elke|iedere) (?:week|maand|maandag|dag) (?:starten|instromen|beginnen|instroom\w*)\b|\bcontinue instroom"
)
"""One may start at any time."""
