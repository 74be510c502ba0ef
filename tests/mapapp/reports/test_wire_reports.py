"""What English news agencies and security notes write: lists of incidents, tolls of others, quarters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapapp.reports import Extraction

Extract = Callable[..., Extraction]
LIST = (
    "Following are security developments in Iraq at 1700 GMT on Wednesday:\n"
    "* denotes a new or updated item\n"
    "* BAGHDAD - A roadside bomb wounded two porters in the central Rusafa district, police said.\n"
    "BAGHDAD - Gunmen killed a baker in the western Mansour district, police said.\n"
    "MOSUL - A roadside bomb killed a soldier in eastern Mosul, police said.\n"
    "MOSUL - A roadside bomb wounded three soldiers in western Mosul, police said.\n"
)


def test_each_entry_of_a_list_of_incidents_is_one(extract: Extract) -> None:
    found = extract(LIST).incidents

    counts = [(incident.fatalities, incident.injuries) for incident in found]
    assert counts == [(None, 2), (1, None), (1, None), (None, 3)]


def test_without_the_head_of_a_list_later_lines_tell_on_of_one_incident(extract: Extract) -> None:
    found = extract(
        "MOSUL - A roadside bomb killed a soldier in eastern Mosul, police said.\n"
        "MOSUL - The roadside bomb hit a patrol, and the soldier died at once, police said.\n"
    )

    assert [incident.fatalities for incident in found.incidents] == [1]


@pytest.mark.parametrize(
    ("toll", "killed"),
    [
        ("Another source said six people were killed.", 4),
        ("Earlier initial reports showed two people killed.", 4),
        ("The victims were four people killed on the spot.", 4),
    ],
)
def test_the_toll_of_another_source_does_not_replace_the_one_told(
    extract: Extract, toll: str, killed: int
) -> None:
    found = extract(f"A car bomb killed four people in Tikrit on Monday, police said. {toll}")

    assert [incident.fatalities for incident in found.incidents] == [killed]


def test_who_tells_of_the_dead_is_none_of_them(extract: Extract) -> None:
    told = extract("A drone killed three people in Tikrit, according to Ali Omar, a member of the council.")
    listed = extract(
        "A drone killed three people in Tikrit, among them a mayor, and a member of the council."
    )

    assert [incident.fatalities for incident in told.incidents] == [3]
    assert [incident.fatalities for incident in listed.incidents] == [3]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On March 16, two shepherds were killed by a mine in Rutba.", 2),
        ("A blast in Rutba on March 16 killed two shepherds.", 2),
        ("In March 16 shepherds were killed by mines in Rutba.", 16),
    ],
)
def test_the_day_of_a_month_counts_nobody(extract: Extract, text: str, killed: int) -> None:
    assert [incident.fatalities for incident in extract(text).incidents] == [killed]


def test_figures_of_the_united_nations_for_all_of_iraq_are_no_incident(extract: Extract) -> None:
    lead = "Five soldiers were wounded on Tuesday by a bomb in Baquba, a security source said.\n"
    figures = (
        "According to UNAMI, a total of 104 civilians were killed in February.\n"
        "In its monthly statement, the UN agency said 164 others were injured.\n"
        "Baghdad was the worst affected governorate (33 killed), followed by Anbar with 12 killed."
    )

    assert [incident.injuries for incident in extract(lead + figures).incidents] == [5]
    assert extract(figures).incidents == ()


def test_a_last_word_on_the_habits_of_groups_does_not_change_the_kind(extract: Extract) -> None:
    habits = "Groups like ISIS are targeting the city by car bombs and suicide bombs."
    found = extract(f"A civilian was injured by a sticky bomb in western Baghdad on Saturday. {habits}")

    assert [incident.sub_event_type for incident in found.incidents] == ["Remote explosive/landmine/IED"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("in Baghdad's southern Doura district", "Dora"),
        ("in Baghdad’s mainly Shi'ite eastern Sadr City district", "Sadr City"),
        ("in the western Amiriya district of Baghdad", "Amiriya"),
        ("in the northern city of Mosul", "Mosul"),
    ],
)
def test_a_direction_before_a_quarter_or_city_only_says_where_it_lies(
    extract: Extract, words: str, place: str
) -> None:
    found = extract(f"A roadside bomb wounded two porters {words}, police said.").incidents

    assert [(incident.location, incident.geo_precision) for incident in found] == [(place, "settlement")]


def test_a_direction_of_a_governorate_or_a_bare_city_is_a_part_of_it(extract: Extract) -> None:
    anbar = extract("A roadside bomb wounded two porters in western Anbar province, police said.").incidents
    mosul = extract("A roadside bomb wounded two porters in western Mosul, police said.").incidents

    assert [incident.location_as_written for incident in anbar] == ["western Anbar province"]
    assert [incident.geo_precision for incident in mosul] == ["near"]


@pytest.mark.parametrize(
    ("text", "kind", "killed", "wounded"),
    [
        ("Tuz: 2 x LN KIA, 3 x ISF WIA following SVBIED attack on a CP", "Suicide bomb", 2, 3),
        (
            "RCIED detonated against a convoy in Babil, no casualties reported",
            "Remote explosive/landmine/IED",
            0,
            0,
        ),
        ("PBIED targeted a funeral tent in Muqdadiyah, killing 6 LNs", "Suicide bomb", 6, None),
        ("SAF attack against PMU checkpoint near Khanaqin, 1 PMU member killed", "Armed clash", 1, None),
    ],
)
def test_the_abbreviations_of_security_notes_are_read(
    extract: Extract, text: str, kind: str, killed: int | None, wounded: int | None
) -> None:
    found = extract(text).incidents

    assert [(one.sub_event_type, one.fatalities, one.injuries) for one in found] == [(kind, killed, wounded)]


def test_a_funeral_of_the_dead_is_no_incident(extract: Extract) -> None:
    assert extract("Thousands attend the funeral of six people killed by a bomb in Kut").incidents == ()


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen shot dead an activist and mother of four in Basra.", 1),
        ("Gunmen shot dead an activist and a mother of four in Basra.", 2),
        ("Three cousins, aged between six and 48, and their driver were killed in a crash in Kut.", 4),
        ("Three cousins and 48 pilgrims were killed in a crash in Kut.", 51),
    ],
)
def test_what_else_is_said_of_the_dead_counts_nobody(extract: Extract, text: str, killed: int) -> None:
    assert [incident.fatalities for incident in extract(text).incidents] == [killed]


def test_a_colon_divides_a_sum_into_its_parts(extract: Extract) -> None:
    found = extract(
        "At least 14 people were killed:\n"
        "In Baquba, a car bomb killed nine people.\n"
        "In Ramadi, a car bomb killed five people.\n"
    ).incidents

    assert [incident.fatalities for incident in found] == [9, 5]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("in the Kurdistan Region's Duhok province", "Duhok"),
        ("at a farm in Khazrajan area, some 80 km northeast of the provincial capital Baquba", "Baquba"),
        ("in the town of Balad, some 80 km north of the Iraqi capital Baghdad", "Balad"),
    ],
)
def test_words_between_two_places_say_which_one_is_meant(extract: Extract, words: str, place: str) -> None:
    found = extract(f"BAGHDAD (Agency) - Two people were killed by a bomb {words}.").incidents

    assert [incident.location for incident in found] == [place]


def test_a_protester_by_calling_is_shot_without_a_protest(extract: Extract) -> None:
    active = extract("A woman who helped organize protests was shot dead by gunmen in Basra.").incidents
    crowd = extract("Police opened fire on protesters in Basra, killing a woman.").incidents

    assert [incident.event_type for incident in active] == ["Violence against civilians"]
    assert [incident.event_type for incident in crowd] == ["Protests"]


def test_who_is_still_able_to_attack_has_not_attacked(extract: Extract) -> None:
    lead = "Three militants were killed by an airstrike in Hawija on Tuesday.\n"
    habits = (
        "Despite repeated military operations in Diyala, remnants of IS are still hiding there.\n"
        "The group claimed a bombing that occurred last July in Sadr City, killing 35.\n"
    )

    assert len(extract(lead + habits).incidents) == 1


DAY = (
    "Bombers return to the capital; 14 killed, nine wounded across Iraq\n"
    "At least 14 people were killed as bombs took a toll again.\n"
    "In Mosul, gunmen wounded a former officer.\n"
    "In Tarmiya, a car bomb killed two soldiers.\n"
    "Seven militants were killed in Garma.\n"
    "A bomb killed three porters in Tuz Khormato.\n"
    "A woman's body bearing gunshot wounds was found in Badush.\n"
)


def test_the_sum_at_the_head_of_a_list_is_no_incident(extract: Extract) -> None:
    found = extract(DAY).incidents

    assert [(one.location, one.fatalities, one.injuries) for one in found] == [
        ("Mosul", None, 1),
        ("Tarmiyah", 2, None),
        ("Karma", 7, None),
        ("Tuz Khurmatu", 3, None),
        ("Badush", 1, None),
    ]


def test_a_remembrance_at_the_place_of_a_bombing_is_none(extract: Extract) -> None:
    assert (
        extract("People gathered on Monday at the site of a bombing that killed 320 in Karrada.").incidents
        == ()
    )
    assert len(extract("People gathered on Monday in Karrada when a bombing killed 320.").incidents) == 1


def test_parts_of_the_dead_are_told_in_any_number(extract: Extract) -> None:
    found = extract(
        "Two bombs exploded in Tuz Khurmatu, killing 13 people, seven of them children."
    ).incidents

    assert [incident.fatalities for incident in found] == [13]


def test_a_dateline_abroad_does_not_move_what_happened_in_iraq(extract: Extract) -> None:
    line = "QAMISHLI, Syria (Agency) – Two people were killed on Wednesday in an attack in "
    home = extract(line + "Koya in the Kurdistan Region of Iraq.").incidents

    assert [(one.location, one.fatalities) for one in home] == [("Koya", 2)]
    assert extract(line + "Hasakah in Syria.").incidents == ()


def test_the_source_behind_another_is_none_of_the_hurt(extract: Extract) -> None:
    told = extract("Gunmen attacked a checkpoint in Karma, injuring another, a police source said.").incidents
    listed = extract(
        "Gunmen attacked a checkpoint in Karma, injuring another, a driver and a cook."
    ).incidents

    assert [one.injuries for one in told] == [1]
    assert [one.injuries for one in listed] == [3]


def test_the_dead_of_a_month_behind_a_look_back_are_no_news(extract: Extract) -> None:
    found = extract(
        "Gunmen killed five policemen at a checkpoint in Rutba on Sunday.\n"
        "Last month was the deadliest this year for attacks.\n"
        "A total of 271 people lost their lives.\n"
    ).incidents

    assert [one.fatalities for one in found] == [5]
