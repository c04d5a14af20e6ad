"""Measures of IMAG'IN beside a bare reference, in one run: `python -m bench [module…]`."""
