"""The staff's theme, as django-unfold takes it; `staff.css` does what it has no names for."""

THEME = {
    "SITE_SUBHEADER": "Orders and catalogue",
    "SITE_SYMBOL": "redeem",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/favicon.svg"}],
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "COLORS": "customkeeps.admin_pages.assets.no_colors",
    "STYLES": [
        "customkeeps.admin_pages.assets.style_sheet",
        "customkeeps.admin_pages.assets.pages_style_sheet",
    ],
    "SCRIPTS": [
        "customkeeps.admin_pages.assets.expressions",
        "customkeeps.admin_pages.assets.script",
    ],
}
