"""The words of the pages in both languages of their readers."""

from __future__ import annotations

from align.terms.judge.consistency import TermConsistency, in_words

_WORDS = """
report | Alignment report | 정렬 보고서
look | Where to look | 살펴볼 곳
documents | Documents | 문서
pairs | document pairs | 문서 쌍
beads | Beads | 비드
coverage | Paragraphs translated | 번역된 문단
low | Beads to look at | 확인할 비드
alarms | Findings of the checks | 점검 결과
terms | Terms | 용어
consistency | Consistency | 일관성
term | Term | 용어
verdict | Verdict | 판정
interval | 95 % | 95 %
places | Places | 출현
renderings | Renderings | 대역어
years | Over the years | 연도별
listed | As listed | 등록대로
looked | Places to look at | 살펴볼 곳
to_look_at | To look at | 확인할 곳
deviates | probability | 어긋날 확률
wanted | preferred | 우선 대역어
likeliest | likeliest | 가장 그럴듯한 말
nothing | no rendering found | 대역어를 찾지 못함
any_term | every term | 모든 용어
any_document | every document | 모든 문서
any_tier | deviations and to look at | 어긋난 곳과 확인할 곳
any_kind | every kind | 모든 종류
shown | shown | 표시
waived | waived | 제외함
line | line | 줄
turned | turned | 바뀜
collapses | One rendering for several terms | 여러 용어에 쓰인 대역어
repetitions | Text that returns with a difference | 되풀이되지만 다른 문장
counted | How it was counted | 센 방법
rendering | Rendering | 대역어
form | Form | 표기
folded | Folded by | 같게 본 까닭
quality | Alignment quality | 정렬 품질
confidence | Confidence | 신뢰도
distribution | Beads by confidence | 신뢰도별 비드
types | Beads by type | 유형별 비드
reliability | How often each confidence is right | 신뢰도별 정답률
checks | Checks | 점검
kind | Kind | 종류
severity | Severity | 심각도
original | Original | 원문
translation | Translation | 번역문
message | What is wrong | 내용
none | Nothing found. | 찾은 것이 없습니다.
filter | Filter | 거르기
left_out | left out | 누락
added | added | 추가
date | Date | 날짜
tier | Tier | 확실성
document | Document | 문서
deviation | Deviations | 어긋난 곳
crossing | moved | 위치 이동
"""
_KOREAN = """
contradicts | 금지 대역어 사용
varies | 엇갈림
unlisted | 미등록 대역어
to look at | 확인 필요
not found | 대역어 미확인
omitted | 번역문에 없음
pronoun | 대명사
untranslated | 번역 없음
too few | 표본 부족
admitted | 허용 대역어
consistent | 일치
deprecated | 금지 대역어
preferred | 우선 대역어
deviation | 어긋남
same | 같음
inflection | 굴절형
spelling | 철자 차이
abbreviation | 약어
derivation | 파생어
short | 줄임말
other | 기타
may be another word that is written alike | 형태가 같은 다른 낱말일 수 있음
the term is a part of a longer one | 더 긴 용어의 일부
a title after a name | 이름 뒤의 직함
a form of address | 호칭
words of a listed term | 등록된 대역어의 일부
a word that is made of a listed one | 등록된 대역어가 들어 있는 단어
what the thing is, and not its name | 이름이 아니라 종류를 가리킴
a verb stands for the noun | 명사를 동사로 옮김
may be no noun | 명사가 아닐 수 있음
quotation marks | 따옴표
article | 관사
dots | 마침표
capitals | 대소문자
hyphen | 붙임표
"""
_TABLE = {
    key.strip(): (english.strip(), korean.strip())
    for key, english, korean in (line.split("|") for line in _WORDS.strip().splitlines())
}
_VALUES = {
    value.strip(): korean.strip()
    for value, korean in (line.split("|") for line in _KOREAN.strip().splitlines())
}
LANGUAGES = ("en", "ko")


def words(language: str) -> dict[str, str]:
    """Return the report's words in `en` or `ko`."""
    place = LANGUAGES.index(language)
    return {key: both[place] for key, both in _TABLE.items()}


def value_word(value: str, language: str) -> str:
    """Return what a verdict, a kind or a doubt is called; one without a word by its own."""
    return _VALUES.get(value, value) if language == "ko" else value


def listed_words(result: TermConsistency, language: str) -> str:
    """Return how many places of a term are as listed, and how many to look at."""
    if language == "en":
        return in_words(result)
    look = sum(count for tier, count in result.tiers.items() if tier)
    listed = f"{result.places}곳 중 {result.listed}곳 등록대로"
    return f"{listed}, {look}곳 확인 필요" if look else listed
