"""The words by which a course costs nothing, and those by which something beside it does; plain text."""

from __future__ import annotations

import re

FREE = re.compile(
    r"\bgratis\b|\bkosteloo?s\w*|\bkostenloos|\bfree of (?:charge|cost)|\bfor free\b"
    r"|\bfree (?=(?:[\w-]+ ){0,2}(?:course|workshop|training|webinar|masterclass|e-learning|lecture|event)\b)"
    r"|\bfree\b|\bgeen (?:kosten"
    r"|deelnamekosten)"
    r"|\bnihil\b|\b(?:kosten|prijs|investering|fee|price|costs?):? (?:geen|none)\b(?! \w)"
    r"|\bno (?:registration |participation |course |tuition |additional )?(?:fee|fees|charge|charges|costs?"
    r"|course fee)\b|\bzonder kosten"
    r"|(?<!dan )\b(?:kost|kosten|betaalt?|betalen|costs?|pays?)(?: (?:het|je|jij|jou|u|jullie|you|er|dus|zelf"
    r"|verder|helemaal|dan"
    r"|ook|absoluut|absolutely|deelnemers|participants)){0,4} (?:niets|niks|nothing|geen cent)\b"
    r"|\b(?:hoeft?|hoeven)(?: [a-z]+){0,2} niets te betalen\b"
    r"|\b(?:kost|kosten|prijs|costs?|price)\b[^.;\n0-9?]{0,20}[:?]\W{0,3}(?:niets|niks|nothing)\b"
)
"""Words for what costs nothing."""

FREE_BEHIND = re.compile(r"^[ :(-]*$|:\W*$|\b(?:is|are|fee|price|costs?|for)\W*$")
"""What must stand before the word "free" itself."""

FREE_TO = re.compile(r"(?:^|(?<=: ))(?:free|gratis) ?(?:-|to|tot) ?(?=€|eur|[0-9])")
"""Begins a range of prices from nothing on."""

FREE_OTHER = re.compile(
    r"^ (?:toegang tot|access to)\b|^ (?:extra|meer|om|more|to|bij|tot)\b|^ (?:(?!met |incl|en |with |and |voor "
    r"|for )[a-z]+ )?(?:ticket\w*|drank\w*"
    r"|drinks?|of (?:vat|btw"
    r"|charge cancel)|parke\w*|parking|lunch|brochure|download\w*|e-?book|advies|advice|wifi"
    r"|proefles\w*|intake\w*"
    r"|adviesgesprek|telefo\w*|annuler\w*|cancel\w*|to\b|access|account|nieuwsbrief|newsletter|whitepaper|koffie"
    r"|coffee|kop\w*|consult\w*"
    r"|gesprek|wijzig\w*|verzend\w*|shipping|delivery|omboek\w*|material\w*|boek\w*|book\w*|t-shirt|time\b"
    r"|places?\b|spots?\b|informati\w*)"
)
"""What may follow them when it is not the course that is free."""

FREE_ASIDE = re.compile(
    r"\b(?:annuler\w*|cancel\w*|afzeg\w*|omboek\w*|vra(?:ag|gen)\b|aanvra\w+|proberen|question\w*|\w*gesprek\w*"
    r"|intake\w*|proefles\w*|parke\w*|lunch|koffie)\b"
)
"""What may stand before them when it is something beside the course that is free."""
