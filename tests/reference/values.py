"""Section 1: the value of an indicator anywhere, also of one that is worked out from others."""

from fractions import Fraction
from math import sqrt

from data.catalog.catalog import Indicator
from tests.reference.amounts import side
from tests.reference.city import of_counties
from tests.reference.known import Known, once
from tests.reference.local import Value, local


@once
def value(known: Known, indicator: Indicator, place: str, split: str, month: int) -> Value:
    """The value of an indicator; `fresh` of a city's sum is worked out where expectations are known."""
    if indicator.rollup == "derived":
        return derived(known, indicator, place, month)
    if known.is_of_counties(indicator, place):
        return of_counties(known, indicator, split, month)
    return local(known, indicator, place, split, month)


def derived(known: Known, indicator: Indicator, place: str, month: int) -> Value:
    sources = [known.catalog.indicators[name] for name in indicator.numerator]
    if indicator.formula == "dispersion":
        return dispersion(known, indicator, sources[0], month)
    pairs = [
        (value(known, source, place, "urban", month), value(known, source, place, "rural", month)) for source in sources
    ]
    totals = [value(known, source, place, "total", month) for source in sources]
    of = [each.of for each in totals if each.of is not None]
    carried = [each.carried for each in totals if each.carried is not None]
    if indicator.formula == "gap":
        ((urban, rural),) = pairs
        result = None if urban.value is None or rural.value is None else urban.value - rural.value
    else:
        result = parity(pairs)
    if result is None:
        return Value()
    return Value("reported", result, carried=min(carried, default=None), of=min(of, default=None))


def parity(pairs: list[tuple[Value, Value]]) -> Fraction | None:
    """Leave out what the town lacks; None where something is missing."""
    ratios = []
    for urban, rural in pairs:
        lacking = "not_applicable" in (urban.state, rural.state) or urban.state == "no_rate" or urban.value == 0
        if lacking or urban.value is None or rural.value is None:
            continue
        ratios.append(min(rural.value / urban.value, Fraction(1)))
    return sum(ratios, Fraction(0)) / len(ratios) * 100 if ratios else None


def dispersion(known: Known, indicator: Indicator, source: Indicator, month: int) -> Value:
    """The weighted standard deviation over the counties of their weighted mean."""
    rows = []
    for county in known.counties:
        weight = added_weights(known, indicator, county, month)
        own = value(known, source, county, "total", month)
        if own.value is None or weight is None:
            return Value()
        rows.append((own.value, weight))
    weights = sum((weight for _, weight in rows), Fraction(0))
    mean = sum((each * weight for each, weight in rows), Fraction(0)) / weights
    variance = sum((weight * (each - mean) ** 2 for each, weight in rows), Fraction(0)) / weights
    return Value("reported", Fraction(sqrt(variance)) / mean, fresh=Fraction(1))


def added_weights(known: Known, indicator: Indicator, county: str, month: int) -> Fraction | None:
    return side(known, indicator, indicator.denominator, county, "total", month).value
