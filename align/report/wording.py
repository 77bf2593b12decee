"""The words of the report in both languages of its readers."""

from __future__ import annotations

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
deviating | Places that deviate | 다르게 옮긴 곳
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
crossing | moved | 위치 이동
"""
_TABLE = {
    key.strip(): (english.strip(), korean.strip())
    for key, english, korean in (line.split("|") for line in _WORDS.strip().splitlines())
}
LANGUAGES = ("en", "ko")


def words(language: str) -> dict[str, str]:
    """Return the report's words in `en` or `ko`."""
    place = LANGUAGES.index(language)
    return {key: both[place] for key, both in _TABLE.items()}
