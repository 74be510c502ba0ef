"""The gazetteer behind geopy's interface."""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

import pytest
from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer import Gazetteer
from gazetteer.geocoder import IraqGeocoder, online_notice


class Recorder(BaseSyncAdapter):
    """An adapter that answers as Nominatim would and keeps the addresses it was asked for."""

    asked: list[str]

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.asked = []

    def get_json(self, url: str, **_: Any) -> Any:
        self.asked.append(url)
        return [{"lat": "33.0", "lon": "44.0", "display_name": "Somewhere, Iraq"}]

    def get_text(self, url: str, **_: Any) -> str:
        self.asked.append(url)
        return ""


class Waiting(BaseAsyncAdapter):
    """An async adapter."""

    async def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        raise NotImplementedError

    async def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        raise NotImplementedError


@pytest.fixture
def geocoder(built_in: Gazetteer) -> IraqGeocoder:
    return IraqGeocoder(built_in, adapter_factory=Recorder)


def test_it_is_a_geopy_geocoder_with_the_arguments_of_nominatim(geocoder: IraqGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    for method in ("geocode", "reverse"):
        ours = inspect.signature(getattr(geocoder, method)).parameters
        theirs = inspect.signature(getattr(Nominatim, method)).parameters
        for argument in ("query", "exactly_one", "timeout"):
            assert ours[argument].kind is theirs[argument].kind


def test_a_name_gives_a_location_with_the_whole_answer(geocoder: IraqGeocoder) -> None:
    found = geocoder.geocode("داقوق")
    assert isinstance(found, Location)
    assert found.address == "Daquq, Kirkuk, Iraq"
    assert found.latitude == pytest.approx(35.14, abs=0.05)
    assert (found.raw["kind"], found.raw["status"]) == ("city", "resolved")


def test_an_unknown_name_gives_none(geocoder: IraqGeocoder) -> None:
    assert geocoder.geocode("Schtroumpf") is None
    assert geocoder.geocode("Schtroumpf", exactly_one=False) is None


def test_an_ambiguous_name_gives_none_and_its_candidates_on_request(geocoder: IraqGeocoder) -> None:
    assert geocoder.geocode("حي السلام") is None
    candidates = geocoder.geocode("حي السلام", exactly_one=False)
    assert isinstance(candidates, list)
    assert len(candidates) > 1


def test_all_candidates_begin_with_the_answer(geocoder: IraqGeocoder) -> None:
    candidates = geocoder.geocode("Kirkuk", exactly_one=False)
    assert isinstance(candidates, list)
    assert candidates[0] == geocoder.geocode("Kirkuk")


def test_a_relative_place_is_named_by_its_phrase(geocoder: IraqGeocoder) -> None:
    found = geocoder.geocode("30 km south-west of Kirkuk")
    assert isinstance(found, Location)
    assert found.address == "30 km south-west of Kirkuk"
    assert found.raw["precision"] == "near"


def test_a_structured_query_is_held_by_its_state(geocoder: IraqGeocoder) -> None:
    found = geocoder.geocode({"city": "Hawija", "state": "Kirkuk"})
    assert isinstance(found, Location)
    assert found.raw["governorate"] == "Kirkuk"


@pytest.mark.parametrize("query", [None, 5, {"colour": "red"}, {"city": 5}])
def test_a_query_of_another_kind_is_refused_as_geopy_does(geocoder: IraqGeocoder, query: Any) -> None:
    with pytest.raises(GeocoderQueryError, match="a query is text"):
        geocoder.geocode(query)


def test_an_unknown_governorate_is_refused_by_name(geocoder: IraqGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="Atlantisland"):
        geocoder.geocode("Daquq", within="Atlantisland")


def test_an_empty_name_gives_none(geocoder: IraqGeocoder) -> None:
    assert geocoder.geocode("") is None


@pytest.mark.parametrize("query", [(35.467, 44.392), "35.467, 44.392", Point(35.467, 44.392)])
def test_reverse_takes_what_geopy_takes(geocoder: IraqGeocoder, query: Any) -> None:
    found = geocoder.reverse(query)
    assert isinstance(found, Location)
    assert found.raw["governorate"] == "Kirkuk"


def test_reverse_gives_a_list_on_request_and_none_abroad(geocoder: IraqGeocoder) -> None:
    near = geocoder.reverse((35.467, 44.392), exactly_one=False)
    assert isinstance(near, list)
    assert near[0] == geocoder.reverse((35.467, 44.392))
    assert geocoder.reverse((35.69, 51.39)) is None


@pytest.mark.parametrize("query", ["nowhere", (95.0, 44.0), None])
def test_reverse_refuses_what_is_no_point(geocoder: IraqGeocoder, query: Any) -> None:
    with pytest.raises(GeocoderQueryError, match="no point"):
        geocoder.reverse(query)


def test_a_rate_limiter_takes_it(geocoder: IraqGeocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert [limited(name).raw["name"] for name in ("Mosul", "Erbil")] == ["Mosul", "Erbil"]


def test_it_is_a_context_manager_as_other_geocoders_are(geocoder: IraqGeocoder) -> None:
    with geocoder as entered:
        assert entered is geocoder


def test_an_async_adapter_is_refused_with_what_to_do(built_in: Gazetteer) -> None:
    with pytest.raises(ConfigurationError, match="without await"):
        IraqGeocoder(built_in, adapter_factory=Waiting)


def test_an_async_adapter_from_a_factory_is_refused_too(built_in: Gazetteer) -> None:
    with pytest.raises(ConfigurationError, match="without await"):
        IraqGeocoder(built_in, adapter_factory=partial(Waiting))


def test_nothing_is_asked_online_unless_it_is_turned_on(geocoder: IraqGeocoder) -> None:
    geocoder.geocode("Schtroumpf")
    assert geocoder.online == ""
    assert geocoder.adapter.asked == []


def test_turning_it_on_without_having_understood_shows_the_notice(geocoder: IraqGeocoder) -> None:
    with pytest.raises(ConfigurationError, match="sent as it is written"):
        geocoder.turn_on_online("nominatim", user_agent="a test")
    assert geocoder.online == ""


@pytest.mark.parametrize(("service", "runner"), [("nominatim", "openstreetmap"), ("photon", "komoot")])
def test_the_notice_names_who_is_sent_what(service: str, runner: str) -> None:
    notice = online_notice(service, "a test")
    assert runner in notice
    assert "your IP address" in notice
    assert "'a test'" in notice


def test_an_unknown_service_is_refused(geocoder: IraqGeocoder) -> None:
    with pytest.raises(ConfigurationError, match="'somewhere' is none of nominatim, photon"):
        geocoder.turn_on_online("somewhere", user_agent="a test", understood=True)


@pytest.mark.parametrize("service", ["nominatim", "photon"])
def test_turned_on_only_unknown_names_are_sent(geocoder: IraqGeocoder, service: str) -> None:
    geocoder.turn_on_online(service, user_agent="a test", understood=True)
    sent = geocoder._online.adapter.asked
    geocoder.geocode("Mosul")
    geocoder.geocode("حي السلام")
    geocoder.geocode("Aleppo, Syria")
    geocoder.reverse((35.467, 44.392))
    assert sent == []
    if service == "nominatim":
        found = geocoder.geocode("Schtroumpf", within="Kirkuk")
        assert isinstance(found, Location)
        assert found.address == "Somewhere, Iraq"
        assert "Schtroumpf" in sent[0]
        assert "countrycodes=iq" in sent[0]


def test_turned_off_again_nothing_is_sent(geocoder: IraqGeocoder) -> None:
    geocoder.turn_on_online("nominatim", user_agent="a test", understood=True)
    sent = geocoder._online.adapter.asked
    geocoder.turn_off_online()
    assert geocoder.geocode("Schtroumpf") is None
    assert sent == []
