Volto is read in English, too: a link and a cookie, or the browser, choose the language of the page and of what the backend gives; a site of one language speaks it to every browser.
