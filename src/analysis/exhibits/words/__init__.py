"""Every word that an exhibit shows, in Vietnamese and English, by the notebook that it belongs to."""
