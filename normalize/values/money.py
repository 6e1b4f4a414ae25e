"""Amounts of money in words: the number, its currency, both ends of a range."""

from __future__ import annotations

import re
from itertools import islice

_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "euro's": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "$": "USD",
    "usd": "USD",
    "us$": "USD",
    "chf": "CHF",
    "sgd": "SGD",
    "aud": "AUD",
    "cad": "CAD",
    "dkk": "DKK",
    "sek": "SEK",
    "nok": "NOK",
}
_NUMBER = (
    r"(?:[0-9]{1,3}(?:[.,' ][0-9]{3})+(?![0-9])|[0-9]{1,7})"
    r"(?:(?:[.,]|[.,] (?=[0-9]{2}(?! ?[a-z])))[0-9]{1,2}(?![0-9]))?(?![.,]?[0-9])"
)
_DASH = r"(?:[.,] ?[-=]{1,2}(?![0-9]))"
_SIGN = r"€|\beuro?(?![a-z])|us\$|\$|£|\busd\b|\bgbp\b|\bchf\b|\bsgd\b|\baud\b|\bcad\b|\bdkk\b|\bsek\b|\bnok\b"
_UNIT = (
    r"€(?! ?[0-9])|(?<=[0-9])€ ?[0-9]{2}(?![0-9.,€])|euro(?:s|'s)?(?![a-z])|eur(?![a-z])|(?:us)?\$|£"
    r"|(?:usd|gbp|chf|sgd|aud|cad|dkk|sek|nok)\b"
)
_MONEY = re.compile(
    rf"(?P<before>{_SIGN}) ?(?P<first>{_NUMBER}){_DASH}?(?: ?(?:euro(?:s|'s)?|eur|€)(?![a-z0-9]| [0-9]))?"
    rf"(?: ?- ?(?P<high>(?!(?:19|20)[0-9]{{2}}\b){_NUMBER}){_DASH}?(?![0-9/:]| ?[a-z%]))?"
    rf"|(?<![0-9.,])(?:(?P<low>{_NUMBER}){_DASH}? ?(?:-|tot|to|a) ?)?(?P<second>{_NUMBER}){_DASH}? ?(?P<after>{_UNIT})"
    rf"|(?<![0-9.,])(?P<third>{_NUMBER}){_DASH}"
)
_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_WORDED = {
    **{f"{one}en{ten}": number + 10 * tens for tens, ten in enumerate(_TENS, 2) for number, one in enumerate(_ONES, 1)},
    **{ten: 10 * tens for tens, ten in enumerate(_TENS, 2)},
    **{f"{one}honderd": 100 * number for number, one in enumerate(_ONES[1:], 2)},
    **{one: number for number, one in enumerate(_ONES[1:], 2)},
    **{"tien": 10, "twaalf": 12, "vijftien": 15, "honderd": 100, "honderdvijftig": 150, "duizend": 1000},
}
"""Numbers in words, as prices have them ("vijfentwintig euro")."""
_IN_WORDS = re.compile(rf"\b(?P<worded>{'|'.join(sorted(_WORDED, key=len, reverse=True))}) euro\b")
_BARE = re.compile(rf"(?:{_NUMBER})(?: ?[(]?(?:ex|incl?)[a-z.]* ?(?:btw|vat)[)]?)?")

_PRICED = re.compile(
    r"\b(?:fees?|price|rate|kost(?:en|prijs)?|bedragen|bedraagt|\w*prijs|cursusgeld|lesgeld|deelname|investering"
    r"|tarief)\b"
)
"""Dutch words for a price: an amount in euros may follow them without its sign …"""
_NAMED = re.compile(
    rf"(?:(?<=kost )|(?<=kosten )|(?<=kosten: )|(?<=prijs: )|(?<=prijs )|(?<=bedraagt )|(?<=bedragen )|(?<=deelname: )"
    rf"|(?<=investering: )|(?<=cursusgeld: )|(?<=lesgeld: )|(?<=tarief: )|(?<=prijs is )|(?<=kosten zijn ))"
    rf"(?P<named>{_NUMBER})(?:(?<=[.,][0-9]{{2}})(?! ?(?:%|uur|u\b|h\b|km|punten|-|tot\b))"
    r"|(?= ?(?:p\.?p\b|per (?:persoon|deelnemer|cursist)\b|[(]?(?:ex|in)cl[a-z]*\.? (?:[0-9]{1,2} ?% )?btw|[(]?btw)))"
)
_LISTED = re.compile(rf"(?<=: )(?P<named>{_NUMBER})(?<=[.,][0-9]{{2}})$")
"""… where it has cents, or says who pays it or how it is taxed."""


def find_money(words: str) -> list[re.Match[str]]:
    """Find the amounts with a currency beside them, or the bare amount that is all there is."""
    found = list(islice(_MONEY.finditer(words), 60))
    if not found and " euro" in words:
        found = list(islice(_IN_WORDS.finditer(words), 4))
    if found or not _PRICED.search(words):
        return found or [match for match in [_BARE.fullmatch(words)] if match and re.search(r"[.,][0-9]{2,3}\b", words)]
    return list(islice(_NAMED.finditer(words), 4)) or [match for match in [_LISTED.search(words)] if match]


def amounts_of(match: re.Match[str]) -> list[float]:
    """Return the amount of a match, both ends of a range."""
    groups = match.groupdict()
    if worded := groups.get("worded"):
        return [float(_WORDED[worded])]
    number = (
        groups.get("first")
        or groups.get("second")
        or groups.get("third")
        or groups.get("named")
        or match[0].split(" ")[0]
    )
    if cents := re.search(r"[0-9]{2}$", groups.get("after") or ""):  # "35€ 99"
        number = f"{number},{cents[0]}"
    numbers = [groups.get("low"), number, groups.get("high")]
    amounts = [amount for one in numbers if one and (amount := _amount(one)) is not None]
    return amounts if amounts == sorted(amounts) else amounts[:1] if groups.get("high") else amounts[-1:]


def currency_of(match: re.Match[str]) -> str:
    """Return the currency of a match by its ISO 4217 code; a bare Dutch ",-" is in euros."""
    groups = match.groupdict()
    mark = (groups.get("before") or groups.get("after") or "€").strip("0123456789 ")
    return _CURRENCIES[mark]


def _amount(words: str) -> float | None:
    """Read a number in Dutch or English notation: the last separator before two digits holds the decimals."""
    digits = words.replace(" ", "").replace("'", "")
    whole, cents = digits, "0"
    if match := re.fullmatch(r"(.*)[.,]([0-9]{1,2})", digits):
        whole, cents = match[1], match[2]
    whole = re.sub(r"[.,]", "", whole)
    return float(f"{whole}.{cents}") if whole.isdigit() else None
