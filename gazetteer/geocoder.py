"""The gazetteer as a geopy geocoder: it goes wherever ``Nominatim`` stood, and asks no network.

>>> from geopy.extra.rate_limiter import RateLimiter
>>> geocoder = IraqGeocoder()                                     # doctest: +SKIP
>>> frame["location"].apply(RateLimiter(geocoder.geocode))        # doctest: +SKIP

What the gazetteer cannot place can be asked online (Nominatim, Photon). That is off until
:meth:`IraqGeocoder.turn_on_online` is called with ``understood=True``, and
:func:`online_notice` says beforehand what is sent to whom.
"""

from __future__ import annotations

import inspect
import warnings
from typing import TYPE_CHECKING, Any

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.errors import InvalidQuery, UnknownAdminArea
from gazetteer.places import Candidate, Place, Resolution, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gazetteer.resolver import Gazetteer

ASYNC_REFUSED = (
    "IraqGeocoder answers from memory and has nothing to wait for, so it takes no async adapter; "
    "leave adapter_factory out, and in async code call geocode(...) without await"
)
"""What is said where an async adapter is given."""
ONLINE_SERVICES = ("nominatim", "photon")
"""Services that can be asked for what the gazetteer does not know."""
IRAQ_BOX = (Point(29.0, 38.7), Point(37.5, 48.7))
"""South-west and north-east corner of a box around Iraq, for services that know no countries."""
PART_NAMES = ("amenity", "street", "village", "town", "city", "county")
"""Keys of a structured query that name the place itself, finest first; ``state`` holds it."""
DEFAULT_LIMIT = 5
"""Candidates where all are asked for."""


class IraqGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types, so its class is Any
    """A geopy geocoder over the gazetteer.

    Unlike a web service it never guesses: an ambiguous name gives None, and its candidates with
    ``exactly_one=False``. ``Location.raw`` holds the whole answer.

    Args:
        gazetteer: What to ask; by default the places that ship with the package.
        timeout: Seconds to wait for an online service, if one is turned on.
        proxies: As in geopy; for an online service.
        user_agent: As in geopy; for an online service.
        ssl_context: As in geopy; for an online service.
        adapter_factory: As in geopy; must make synchronous adapters.

    Raises:
        ConfigurationError: the adapter is an async one.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's own sentinel has no type
        proxies: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - the same
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - the same
        adapter_factory: Any = None,  # noqa: ANN401 - a class or any callable
    ) -> None:
        # Asked before the adapter is made: an async one may need packages that are not here.
        if inspect.isclass(adapter_factory) and issubclass(adapter_factory, BaseAsyncAdapter):
            raise ConfigurationError(ASYNC_REFUSED)
        super().__init__(
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        if isinstance(self.adapter, BaseAsyncAdapter):
            raise ConfigurationError(ASYNC_REFUSED)
        if gazetteer is None:
            from gazetteer.resolver import Gazetteer as BuiltIn

            gazetteer = BuiltIn.default()
        self.gazetteer = gazetteer
        self._settings = {
            "timeout": timeout,
            "proxies": proxies,
            "ssl_context": ssl_context,
            "adapter_factory": adapter_factory,
        }
        self._online: Geocoder | None = None
        self._online_name = ""

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 - geopy's own sentinel has no type
        limit: int | None = None,
        within: str | None = None,
    ) -> Location | list[Location] | None:
        """The place that a name or relative phrase means.

        Args:
            query: A name, or a structured query with keys of PART_NAMES and ``state``.
            exactly_one: Return the one answer, or None if there is none or more than one;
                otherwise a list of all candidates, or None.
            timeout: Seconds to wait for an online service, if one is turned on.
            limit: Most candidates.
            within: Governorate or district that the place lies in.

        Raises:
            GeocoderQueryError: the query is no text, or ``within`` no governorate or district.
        """
        text, held = _parts_of(query)
        try:
            answer = self.gazetteer.resolve(text, within=within or held, limit=limit or DEFAULT_LIMIT)
        except (InvalidQuery, UnknownAdminArea) as error:
            raise GeocoderQueryError(str(error)) from error
        if answer.status is Status.UNRESOLVED and answer.country == "Iraq" and text.strip():
            found = self._ask_online(text, within or held, exactly_one=exactly_one, timeout=timeout)
            if found:
                return found
        resolved = answer.status is Status.RESOLVED
        return _shaped(_locations(answer), resolved=resolved, exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,  # noqa: ANN401 - geopy takes a Point, a pair or a text
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 - part of geopy's interface
    ) -> Location | list[Location] | None:
        """The nearest place to a point; None outside Iraq. Nothing is ever sent for it.

        Args:
            query: A geopy Point, a pair of latitude and longitude, or "latitude, longitude".
            exactly_one: Return the nearest place, otherwise a list of the nearest ones.
            timeout: Not used.

        Raises:
            GeocoderQueryError: the query is no point.
        """
        try:
            answer = self.gazetteer.reverse(*_coordinates(query))
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is no point: {error}") from error
        resolved = answer.status is Status.RESOLVED
        return _shaped(_locations(answer), resolved=resolved, exactly_one=exactly_one)

    def turn_on_online(
        self, service: str = "nominatim", *, user_agent: str, understood: bool = False
    ) -> None:
        """Ask an online service for names that the gazetteer cannot place.

        Args:
            service: One of ONLINE_SERVICES.
            user_agent: Names your application to the service, as its terms ask.
            understood: That you have read :func:`online_notice`.

        Raises:
            ConfigurationError: the service is unknown, or ``understood`` is not True; the message
                then is the notice.
        """
        notice = online_notice(service, user_agent)
        if understood is not True:
            raise ConfigurationError(f"{notice} Call again with understood=True to turn it on.")
        maker = {"nominatim": Nominatim, "photon": Photon}[service]
        self._online = maker(user_agent=user_agent, **self._settings)
        self._online_name = service

    def turn_off_online(self) -> None:
        """Ask no online service any more."""
        self._online = None
        self._online_name = ""

    @property
    def online(self) -> str:
        """The online service that is turned on; empty for none."""
        return self._online_name

    def _ask_online(
        self,
        text: str,
        within: str | None,
        *,
        exactly_one: bool,
        timeout: Any,  # noqa: ANN401 - geopy's own sentinel has no type
    ) -> Location | list[Location] | None:
        if self._online is None:
            return None
        wording = f"{text}, {within}" if within else text
        bounds: dict[str, Any] = {"country_codes": "iq"}
        if self._online_name == "photon":
            bounds = {"bbox": IRAQ_BOX}
        return self._online.geocode(wording, exactly_one=exactly_one, timeout=timeout, **bounds)


def online_notice(service: str = "nominatim", user_agent: str = "") -> str:
    """What an online service would be sent, and by whom it is run.

    Raises:
        ConfigurationError: the service is unknown.
    """
    runners = {
        "nominatim": "nominatim.openstreetmap.org (run by the OpenStreetMap Foundation)",
        "photon": "photon.komoot.io (run by komoot)",
    }
    if service not in runners:
        raise ConfigurationError(f"service {service!r} is none of {', '.join(ONLINE_SERVICES)}")
    return (
        f"Every name that the gazetteer cannot place is sent as it is written, with its governorate, "
        f"to {runners[service]}, together with your IP address"
        f"{f' and the user agent {user_agent!r}' if user_agent else ''}: whoever runs or overhears it "
        "learns which places you look at. Resolved and ambiguous names and coordinates are not sent."
    )


def _coordinates(query: Any) -> tuple[float, float]:  # noqa: ANN401 - geopy takes a Point, a pair or a text
    """Latitude and longitude in degrees.

    geopy folds 95 degrees north into 85 on the other side of the pole; here it is refused.
    """
    if isinstance(query, Point):
        return query.latitude, query.longitude
    if isinstance(query, str):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                point = Point(query)
            except UserWarning as warning:
                raise ValueError(str(warning)) from warning
        return point.latitude, point.longitude
    latitude, longitude, *_ = query
    return float(latitude), float(longitude)


def _parts_of(query: object) -> tuple[str, str | None]:
    """The name and what holds it, of a text or a structured query."""
    if isinstance(query, str):
        return query, None
    if isinstance(query, dict) and all(isinstance(part, str) for part in query.values()):
        named = [query[part] for part in PART_NAMES if query.get(part)]
        held = query.get("state") or (query.get("county") if len(named) > 1 else None)
        if named or held:
            return (named[0] if named else str(held)), (held if named else None)
    raise GeocoderQueryError(
        f"a query is text, or a dict of text with a key of {', '.join((*PART_NAMES, 'state'))}, "
        f"not {query!r:.200}"
    )


def _shaped(
    locations: list[Location],
    *,
    resolved: bool,
    exactly_one: bool,
) -> Location | list[Location] | None:
    if exactly_one:
        return locations[0] if resolved and locations else None
    return locations or None


def _locations(answer: Resolution) -> list[Location]:
    """The answer first, where there is one, then the other candidates."""
    found = []
    if answer.status is Status.RESOLVED and answer.latitude is not None:
        found.append(
            Location(
                _address(answer.place, answer) if answer.place and not _is_moved(answer) else answer.query,
                Point(answer.latitude, answer.longitude),
                _raw(answer, answer.candidates[0] if answer.candidates else None),
            )
        )
    others = answer.candidates[1:] if found else answer.candidates
    found += [
        Location(
            _address(one.place, answer),
            Point(one.place.latitude, one.place.longitude),
            _raw(answer, one, own=True),
        )
        for one in others
    ]
    return found


def _is_moved(answer: Resolution) -> bool:
    """Whether the answer is a relative place, whose point is not that of the place it names."""
    place = answer.place
    return place is not None and (place.latitude, place.longitude) != (answer.latitude, answer.longitude)


def _address(place: Place, answer: Resolution) -> str:
    parts = (place.name, place.district or answer.district, place.governorate or answer.governorate, "Iraq")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _raw(answer: Resolution, candidate: Candidate | None, *, own: bool = False) -> dict[str, Any]:
    """The answer as plain values; ``own`` where a candidate stands for itself."""
    place = candidate.place if candidate else answer.place
    return {
        "query": answer.query,
        "status": answer.status.value,
        "place_id": place.place_id if place else "",
        "name": place.name if place else "",
        "name_ar": place.name_ar if place else "",
        "name_ckb": place.name_ckb if place else "",
        "kind": place.kind if place else "",
        "governorate": (place.governorate if place else "") or answer.governorate,
        "district": (place.district if place else "") or answer.district,
        "precision": (place.precision if own and place else answer.precision).value,
        "radius_km": place.radius_km if own and place else answer.radius_km,
        "score": candidate.score if candidate else None,
        "source": place.source if place else "",
        "reasons": list(candidate.reasons if own and candidate else answer.reasons),
    }
