"""From the lines of a page to labelled, outlined segments."""

from align.segment.blocks import Line, segment_lines

__all__ = ["Line", "segment_lines"]
