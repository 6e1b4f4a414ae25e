"""Prices in the embedded data of a page (schema.org Offer)."""

from __future__ import annotations

from msgspec.structs import replace

from normalize.course import Price, Vat
from normalize.page.embedded import Thing, as_text
from normalize.page.view import View


def embedded_prices(view: View) -> list[Price]:
    """Read the offers of the embedded data."""
    if view.thing is None:
        return []
    things = [*view.thing.many("offers")]
    things += [
        o
        for i in view.thing.many("hasCourseInstance")
        if isinstance(i, dict)
        for o in Thing(frozenset(), i, "json-ld").many("offers")
    ]
    prices: list[Price] = []
    for offer in things[:20]:
        if not isinstance(offer, dict):
            continue
        amount = as_text(offer.get("price") if offer.get("price") is not None else offer.get("lowPrice"))
        currency = as_text(offer.get("priceCurrency")) or "EUR"
        try:
            number = float(amount.replace(",", "."))
        except ValueError:
            continue
        if 0 <= number < 1e6 and len(currency) == 3 and all(p.amount != number for p in prices):
            prices.append(
                Price(
                    amount=number,
                    currency=currency.upper(),
                    vat=_vat_of(offer),
                    text=f"{currency} {amount}",
                    label=as_text(offer.get("name")) or None,
                )
            )
    return prices


def named_by_offers(prices: list[Price], view: View) -> list[Price]:
    """Label the ends of a range that a page shows ("€ 45 – € 145") by the offers it has in its data for each."""
    names = {offer.amount: offer.label for offer in embedded_prices(view) if offer.label}
    told = len(prices) > 1 and all(p.amount in names and p.text.strip(" –-") in (p.label or p.text) for p in prices)
    ranged = told and len({p.label for p in prices}) == 1 and len({names[p.amount] for p in prices}) == len(prices)
    return [replace(p, label=names[p.amount]) for p in prices] if ranged else prices


VAT_TOLD: dict[object, Vat] = {True: "included", False: "excluded", "true": "included", "false": "excluded"}
"""valueAddedTaxIncluded of a schema.org PriceSpecification."""


def _vat_of(offer: dict[str, object]) -> Vat:
    """Return what an offer, or the specification of its price, says of VAT."""
    priced = offer.get("priceSpecification")
    specifications = priced if isinstance(priced, list) else [priced]
    for told in (offer, *(one for one in specifications[:5] if isinstance(one, dict))):
        value = told.get("valueAddedTaxIncluded")
        value = value.strip().lower().rsplit("/", 1)[-1] if isinstance(value, str) else value
        if isinstance(value, (str, bool)) and value in VAT_TOLD:
            return VAT_TOLD[value]
    return "unknown"
