"""Kind words and clitics: what stands around a name and is no part of it.

All words are in folded form (see :func:`gazetteer.normalize.fold`): a test checks that each is its
own fold. A kind word tells the level that is asked for, so it is stripped but never forgotten.
"""

from __future__ import annotations

KIND_WORDS: dict[str, str] = {
    # Arabic, administrative
    "محافظه": "governorate",
    "محافظات": "governorate",
    "اقليم": "governorate",
    "قضا": "district",
    "قضاي": "district",
    "اقضيه": "district",
    "ناحيه": "sub_district",
    "نواحي": "sub_district",
    "مركز": "city",
    "مدينه": "city",
    "مدن": "city",
    "بلده": "town",
    "بلدات": "town",
    "قريه": "village",
    "قري": "village",
    "قريتي": "village",
    "ريف": "area",
    "منطقه": "area",
    "مناطق": "area",
    "اطراف": "area",
    "حي": "neighbourhood",
    "احيا": "neighbourhood",
    "محله": "neighbourhood",
    "ساحه": "square",
    # Arabic, landscape and facilities
    "وادي": "wadi",
    "جبل": "mountain",
    "جبال": "mountain",
    "سلسله جبال": "mountain",
    "تلال": "mountain",
    "مرتفعات": "mountain",
    "صحرا": "desert",
    "باديه": "desert",
    "جزيره": "island",
    "بحيره": "lake",
    "هور": "lake",
    "نهر": "river",
    "طريق": "road",
    "شارع": "road",
    "جسر": "bridge",
    "سد": "dam",
    "مطار": "airport",
    "قاعده": "base",
    "معسكر": "base",
    "مخيم": "camp",
    "حقل": "field",
    "مصفي": "refinery",
    "مصفاه": "refinery",
    "منفذ": "crossing",
    "معبر": "crossing",
    # Persian, as Iranian press and atlases write of Iraq
    "استان": "governorate",
    "شهرستان": "district",
    "بخش": "sub_district",
    "شهر": "city",
    "شهرك": "town",
    "روستاي": "village",
    # Sorani
    "باريزكاي": "governorate",
    "باريزكا": "governorate",
    "قهزاي": "district",
    "قهزا": "district",
    "ناحيهي": "sub_district",
    "ناوهندي": "city",
    "شاري": "city",
    "شاروجكهي": "town",
    "شاروجكه": "town",
    "كوندي": "village",
    "كوند": "village",
    "كهرهكي": "neighbourhood",
    "كهرهك": "neighbourhood",
    "دولي": "wadi",
    "دول": "wadi",
    "جياي": "mountain",
    "جيا": "mountain",
    "شاخي": "mountain",
    "كومهلكاي": "camp",
    "كومهلكا": "camp",
    "كهمبي": "camp",
    # Latin: English, and Arabic, Kurmanji, Turkish, French and German as they are transcribed
    "governorate": "governorate",
    "province": "governorate",
    "gouvernorat": "governorate",
    "gouvernement": "governorate",
    "muhafazat": "governorate",
    "muhafaza": "governorate",
    "muhafadhat": "governorate",
    "muhafadha": "governorate",
    "muhafadat": "governorate",
    "mohafazat": "governorate",
    "liwa": "governorate",
    "provinz": "governorate",
    "provincia": "governorate",
    "provincie": "governorate",
    "provins": "governorate",
    "prowincja": "governorate",
    "gubernatorstwo": "governorate",
    "gobernacion": "governorate",
    "gouvernorate": "governorate",
    "gov": "governorate",
    "governorat": "governorate",
    "vilayet": "governorate",
    "wilaya": "governorate",
    "wilayat": "governorate",
    "viloyati": "governorate",
    "vilojati": "governorate",
    "viloati": "governorate",
    "ostan": "governorate",
    "ostane": "governorate",
    "muhafazasi": "governorate",
    "valiligi": "governorate",
    "eyaleti": "governorate",
    "parezgai": "governorate",
    "parezga": "governorate",
    "parezgaya": "governorate",
    "parezgeha": "governorate",
    "parezgay": "governorate",
    "vilayeti": "governorate",
    "district": "district",
    "shahrestan": "district",
    "districts": "district",
    "distrikt": "district",
    "qada": "district",
    "qadha": "district",
    "qaza": "district",
    "qeza": "district",
    "kaza": "district",
    "ilcesi": "district",
    "sub district": "sub_district",
    "subdistrict": "sub_district",
    "nahiyat": "sub_district",
    "nahiya": "sub_district",
    "nahia": "sub_district",
    "nahya": "sub_district",
    "nahiye": "sub_district",
    "nahye": "sub_district",
    "city": "city",
    "stadt": "city",
    "vile": "city",
    "vile de": "city",
    "sehri": "city",
    "kenti": "city",
    "madinat": "city",
    "bajari": "city",
    "bajare": "city",
    "markaz": "city",
    "merkezi": "city",
    "town": "town",
    "township": "town",
    "kasabasi": "town",
    "city of": "city",
    "town of": "town",
    "district of": "district",
    "province of": "governorate",
    "governorate of": "governorate",
    "vilage of": "village",
    "vilage": "village",
    "qaryat": "village",
    "qarya": "village",
    "gundi": "village",
    "koyu": "village",
    "dorf": "village",
    "gunde": "village",
    "neighbourhod": "neighbourhood",
    "neighborhod": "neighbourhood",
    "hay": "neighbourhood",
    "mahalat": "neighbourhood",
    "mahala": "neighbourhood",
    "quarter": "neighbourhood",
    "area": "area",
    "region": "area",
    "square": "square",
    "wadi": "wadi",
    "valey": "wadi",
    "jabal": "mountain",
    "jebel": "mountain",
    "mount": "mountain",
    "mountain": "mountain",
    "mountains": "mountain",
    "hils": "mountain",
    "desert": "desert",
    "island": "island",
    "lake": "lake",
    "hawr": "lake",
    "river": "river",
    "nahr": "river",
    "road": "road",
    "bridge": "bridge",
    "jisr": "bridge",
    "dam": "dam",
    "airport": "airport",
    "air base": "base",
    "airbase": "base",
    "base": "base",
    "camp": "camp",
    "mukhayam": "camp",
    "kumelgeha": "camp",
    "oil field": "field",
    "oilfield": "field",
    "gas field": "field",
    "field": "field",
    "refinery": "refinery",
    "border crosing": "crossing",
    "crosing": "crossing",
}
"""Folded kind word or phrase -> the kind it asks for."""

ARABIC_CLITICS: tuple[str, ...] = (
    "وبال",
    "ولل",
    "وال",
    "فال",
    "بال",
    "كال",
    "لل",
    "وب",
    "ول",
    "و",
    "ب",
    "ل",
    "ف",
    "ك",
)
"""Prefixes written onto a name (and, in, to), longest first; the article goes with them."""

SORANI_SUFFIXES: tuple[str, ...] = ("يان", "هوه", "يش", "دا", "ي")
"""Endings written onto a Sorani name (they, from, too, in, of), longest first, in folded form."""


def strip_kind_words(folded: str) -> tuple[str, str]:
    """Take the kind words off both ends of a folded name.

    Returns:
        The name without them and the kind asked for; the name as it came and "" where there is no
        kind word, or nothing else.

    >>> strip_kind_words("kirkuk province")
    ('kirkuk', 'governorate')
    """
    words = folded.split()
    start, end, kind = split_kind_words(words)
    return " ".join(words[start:end]), kind


def split_kind_words(words: list[str]) -> tuple[int, int, str]:
    """Find what is left of a name without kind words.

    Args:
        words: The folded words of a name.

    Returns:
        First and behind-last position of the rest, which holds at least one word if there is one,
        and the kind that the outermost kind word asks for.
    """
    start, end, kind = 0, len(words), ""
    while True:
        for size in (2, 1):
            if end - start <= size:
                continue
            head = KIND_WORDS.get(words[start] if size == 1 else " ".join(words[start : start + size]))
            tail = KIND_WORDS.get(words[end - 1] if size == 1 else " ".join(words[end - size : end]))
            if head or tail:
                start, end = (start + size, end) if head else (start, end - size)
                kind = kind or head or tail or ""
                break
        else:
            break
    if end - start == 1 and words[start] in KIND_WORDS and len(words) > 1:
        # "Airport Road" is a name of its own: what is left would be a kind word alone.
        return 0, len(words), kind
    return start, end, kind
