"""Names that vulture finds unused in the package, each with who uses it.

`vulture` (settings in pyproject.toml) reads this file beside the package; it is never run.
"""

# Found by entry point (pyproject.toml): readers, formats, embedders, signals, checks.
_.ShapeSignal
_.EmbeddingSignal
_.WordsSignal
_.LengthSignal
_.FiguresSignal
_.NamesSignal
_.LayoutSignal
_.IdentifiersSignal
_.LinesSignal
_.SeamsSignal
_.SentencesSignal
_.TurnsSignal
_.RecurrenceSignal
_.foreign_facing  # a share of `Recipe`, by its name
_.troubles
_.TROUBLES
_.FiguresCheck
_.NamesCheck
_.OmissionsCheck
_.UntranslatedCheck
_.PunctuationCheck
_.TextReader
_.MhtmlReader
_.MarkdownReader
_.DocxReader
_.OdtReader
_.HwpxReader
_.HwpReader
_.PptxReader
_.MosesFormat
_.CsvFormat
_.XlsxFormat
_.JsonlFormat
_.PageFormat
_.LadderFormat
_.BeadListFormat
_.PoFormat
_.EpubReader
_.UniversalSentenceEncoder
_.SentenceTransformersEmbedder

_.OURS  # a choice of `align import --conflicts`

# Said by name: a choice on the command line, a column of a file, a place in a template.
_.FLAG
_.when
_.alarms
_.derivation
_.term_span
_.rendering_span

# Names that Python and libraries prescribe.
__getattr__
__dir__
_.get_command  # click
trace  # __exit__
_.row_factory  # sqlite3
_.x_labels  # pygal
_.uuid  # pygal

# For who uses the package as a library.
_.find_bitext
