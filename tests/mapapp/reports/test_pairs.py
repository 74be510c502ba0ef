"""The same told of two governorates is two incidents; one that crosses their border is one."""

from __future__ import annotations

from collections.abc import Callable

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]


def test_arrests_in_two_governorates_are_two_incidents(extract: Extract) -> None:
    found = extract("اعتقال متاجرين بالمخدرات في محافظتي ميسان والنجف")

    assert {incident.admin1 for incident in found.incidents} == {"Maysan", "Najaf"}


def test_a_toll_of_both_is_not_given_to_the_second(extract: Extract) -> None:
    found = extract("إصابة سبعة متظاهرين خلال تظاهرات في محافظتي ميسان وذي قار")
    injuries = sorted(incident.injuries or 0 for incident in found.incidents)

    assert injuries in ([7], [0, 7])


def test_a_place_and_its_governorate_are_one(extract: Extract) -> None:
    found = extract("اعتقال متاجر بالمخدرات في العمارة بمحافظة ميسان")

    assert len(found.incidents) == 1


def test_a_clash_between_two_governorates_is_one(extract: Extract) -> None:
    found = extract("اشتباكات بين الجيش وداعش بين محافظتي ديالى وصلاح الدين")

    assert len(found.incidents) == 1
