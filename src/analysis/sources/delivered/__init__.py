"""Files as their publishers deliver them, saved from the browser: tables of text cells with labels around them.

Four forms are read: CSV of PX-Web, JSON-stat, PX (PC-Axis), and workbooks (xlsx, xls, ods). A number is kept as the
text that was delivered; what it means is decided elsewhere, under the declaration of its series.
"""
