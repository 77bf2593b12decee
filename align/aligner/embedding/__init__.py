"""Sentence embeddings, and spans of segments composed from the sums of their parts."""

from align.aligner.embedding.base import Embedder, Vectors, default_embedder, load_embedder

__all__ = ["Embedder", "Vectors", "default_embedder", "load_embedder"]
