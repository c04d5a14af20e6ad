"""IMAG'IN — Service établissement: the missions of everybody who takes part in exam juries."""
