"""The pages that visitors meet on the demonstration, and the screens that they have."""

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
CULTURE, SCHOOL = "/kulturforvaltningen", "/bildningsforvaltningen"
BLOG, STUDY = f"{SCHOOL}/skolbloggen", f"{SCHOOL}/studieguiden"
VISITORS = (
    "",
    "/..",
    "?kind=video",
    "?b_start=20",
    "?administration=none",
    CULTURE,
    f"{CULTURE}/katrineholm-i-bild",
    f"{CULTURE}/ung-kultur",
    BLOG,
    f"{BLOG}/@@about",
    "/@@official-list",
    "/@@official-list?administration=bildningsforvaltningen",
    "/@@official",
    "/@@official?address=@katrineholm",
    "/@@official?address=https://x.com/katrineholmdemo",
    "/@@official?address=https://x.com/nobody",
    "/@@sections",
    "/@@parties",
    "/framtid-kullersta/@@propose-change",
    "/@@facebook",
    f"{CULTURE}/biblioteket-pa-facebook",
    "/@@facebook-presence",
    "/@@personal-data",
    "/@@ask-record",
    "/@@messages-help",
    "/@@messages-figures",
    f"{BLOG}/@@report-comment",
    f"{BLOG}/@@contact-responsible",
    "/../@@accessibility-info",
    "/../contact-info",
    "/../login",
    "/../@@search?SearchableText=biblioteket",
)
