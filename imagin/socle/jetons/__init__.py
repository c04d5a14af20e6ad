"""Keys of this instance, and the tokens that they sign: published, rotated without a cut, served once.

- `cles`: the signing keys, made, published and retired; `signature`: what is signed by us, or by another instance;
- `unique`: what serves once (a code, the identifier of a token).
"""
