"""The way in for programs: what the command line does, as functions that return values.

`import align` names all of it.  Functions take what people have at hand (paths as text,
texts, documents, open memories) and leave the work to the rooms below.
"""
