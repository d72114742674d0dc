A public page is not made again while nothing has been written, and a tried configuration of nginx packs and keeps pages in front of the site.
