"""Records to screens and to JSON documents. Nothing here prints.

`documents` needs the standard library alone; the other modules return renderables of rich, and are
imported only where a screen is shown.
"""
