"""The typeface of the pictures: Manrope, in the files that ``font-manrope`` installs.

The only door to that package. Manrope has Latin, Greek and Cyrillic letters.
"""

from font_manrope import font_files

FAMILY = "Manrope"
FILES = {"bold": font_files["ManropeExtraBold"], "medium": font_files["ManropeMedium"]}
CAPITALS = 0.72  # the height of a capital letter, in em
