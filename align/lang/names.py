"""Korean names of people in both scripts: 강경화 is Kang Kyung-wha, or Kyung-wha Kang.

The surname is known by a list of its Latin spellings, the given name by its
sound, since people spell theirs as they like.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex
from rapidfuzz.distance import JaroWinkler, Levenshtein

from align.lang.korean import AFTER_NOUN
from align.lang.romanise import romanise, sound_key

SURNAMES: dict[str, tuple[str, ...]] = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    김 kim gim
    이 lee yi rhee ri li i yee
    박 park pak bak
    최 choi choe
    정 chung jung jeong cheong chong
    강 kang gang
    조 cho jo
    윤 yoon yun youn
    장 chang jang
    임 lim im rim yim
    한 han hahn
    오 oh o
    서 seo suh so
    신 shin sin
    권 kwon gwon
    황 hwang whang
    안 ahn an
    송 song
    류 ryu ryoo yoo yu
    유 yoo yu ryu you
    전 jeon chun jun chon
    홍 hong
    고 ko go koh
    문 moon mun
    양 yang
    손 son sohn
    배 bae pae
    백 baek paik back paek
    허 heo hur huh
    남 nam
    심 shim sim
    노 noh roh no
    하 ha hah
    곽 kwak gwak
    성 sung seong
    차 cha
    주 joo ju chu
    우 woo wu u
    구 koo gu ku
    민 min
    진 jin chin
    지 ji chi jee
    엄 eom um uhm
    채 chae
    원 won
    천 cheon chun
    방 bang pang
    공 kong gong
    현 hyun hyeon
    함 ham hahm
    변 byun byeon
    염 yeom yum
    여 yeo yuh
    추 choo chu
    도 do doh
    소 so soh
    석 seok suk
    선 sun seon
    설 seol sul
    마 ma mah
    길 gil kil
    연 yeon yun
    위 wi wee
    표 pyo
    명 myung myeong
    기 ki gi kee
    반 ban
    나 na ra nah rha
    왕 wang
    금 keum geum
    옥 ok
    육 yook yuk
    인 in
    맹 maeng
    제 je
    모 mo
    탁 tak
    국 kook guk
    은 eun
    편 pyun pyeon
    남궁 namgung namkung namgoong
    선우 sunwoo seonu
    제갈 jegal
    황보 hwangbo
    """.strip().splitlines()
}
_HANGUL_NAME = regex.compile(
    rf"(?<!\p{{Hangul}})((?:{'|'.join(sorted(SURNAMES, key=len, reverse=True))})"
    rf"\p{{Hangul}}{{1,2}})(?=(?:{AFTER_NOUN})?(?!\p{{Hangul}}))"
)
_CAPITALISED = r"\p{Lu}[\p{L}']*(?:-\p{L}+)?"
_RUN = regex.compile(rf"(?<![\p{{L}}-]){_CAPITALISED}(?:,?\s+{_CAPITALISED})+(?![\p{{L}}-])")
_SPELLINGS = frozenset(spelling for group in SURNAMES.values() for spelling in group)
_LETTERS = regex.compile(r"[^a-z]")
_ENOUGH = 0.78
_SIZES = (2, 3)  # words of a name in Latin letters


def korean_names(text: str) -> list[str]:
    """Return the words of Korean text that may be full names, a surname first.

    Many are none (정부가, 이번에); only a counterpart in Latin letters makes one sure.
    """
    return [str(match[1]) for match in _HANGUL_NAME.finditer(text)]


def latin_names(text: str) -> list[str]:
    """Return two or three capitalised words in a row, a surname first or last."""
    found = []
    for match in _RUN.finditer(text):
        words = match[0].replace(",", " ").split()
        for size in _SIZES:
            for start in range(len(words) - size + 1):
                name = words[start : start + size]
                if name[0].lower() in _SPELLINGS or name[-1].lower() in _SPELLINGS:
                    found.append(" ".join(name))
    return found


@lru_cache(maxsize=1 << 16)
def same_name(hangul: str, latin: str) -> bool:
    """Return whether a Hangul name and a Latin one are one person's, surname first or last."""
    words = latin.lower().split()
    for size in (1, 2):
        surname, given = hangul[:size], hangul[size:]
        if not given or surname not in SURNAMES:
            continue
        for spelled, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            if spelled in SURNAMES[surname] and _sounds_alike(given, rest):
                return True
    return False


def _sounds_alike(hangul: str, words: Sequence[str]) -> bool:
    latin = _LETTERS.sub("", "".join(words))
    if not latin:
        return False
    own = romanise(hangul).lower()
    by_sound = Levenshtein.normalized_similarity(sound_key(own), sound_key(latin))
    by_letter = JaroWinkler.normalized_similarity(own, latin)
    return (by_sound + by_letter) / 2 >= _ENOUGH
