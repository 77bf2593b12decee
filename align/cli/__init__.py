"""The command line: one file a command; it parses, calls and prints."""

import os

# Before NumPy is loaded: work is spread over processes, and threads of its matrix products
# would only fight them for the cores; and their number decides a product's last digits.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
