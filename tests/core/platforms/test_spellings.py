"""Every service's addresses, in the ways people write and paste them."""

import pytest

from katrineholm.socialhub.core.platforms.catalogue import recognise
from katrineholm.socialhub.core.platforms.interfaces import Profile

UC = "UCabcdefghijklmnopqrstuv"
YT = "https://www.youtube.com/"
BSKY = "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor="
POSTS = "&filter=posts_no_replies"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
FLICKR = "https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N02&format=rss_200"

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("wordpress", "blogg.a.se", "https://blogg.a.se/?feed=rss2", "=", ""): """
        blogg.a.se/?feed=rss2
        https://BLOGG.A.SE/?utm_source=x&feed=rss2
        https://blogg.a.se/wp-json/wp/v2/posts?_embed""",
    ("wordpress.com", "kat", "https://kat.wordpress.com/", "+feed/", ""): """
        https://kat.wordpress.com/
        kat.wordpress.com
        http://www.kat.wordpress.com
        https://KAT.WordPress.com/2026/10/01/hej/
        https://kat.wordpress.com/feed/
        https://kat.wordpress.com/comments/feed/""",
    (
        "wordpress.com",
        "kat/category/vatten",
        "https://kat.wordpress.com/category/vatten/",
        "+feed/",
        "",
    ): """
        https://kat.wordpress.com/category/vatten
        https://kat.wordpress.com/category/vatten/feed/""",
    ("blogger", "kat", "https://kat.blogspot.com/", "+feeds/posts/default", ""): """
        https://kat.blogspot.com
        kat.blogspot.se
        http://kat.blogspot.co.uk/2012/03/snow.html?m=1
        https://kat.blogspot.com.br/
        https://kat.blogspot.com/feeds/posts/default?alt=rss""",
    (
        "blogger",
        "kat/Ny skola",
        "https://kat.blogspot.com/search/label/Ny%20skola",
        "https://kat.blogspot.com/feeds/posts/default/-/Ny%20skola",
        "",
    ): """
        https://kat.blogspot.com/search/label/Ny%20skola
        https://kat.blogspot.com/feeds/posts/default/-/Ny%20skola""",
    ("blogger", "blogg.a.se", "https://blogg.a.se/feeds/posts/default", "=", ""): """
        http://blogg.a.se/feeds/posts/default?alt=atom""",
    ("tumblr", "kat", "https://kat.tumblr.com/", "+rss", ""): """
        https://kat.tumblr.com
        https://www.tumblr.com/kat
        https://www.tumblr.com/blog/view/kat
        https://kat.tumblr.com/rss
        https://www.tumblr.com/kat/7654321/hej?source=share
        tumblr.com/blog/kat""",
    ("ghost", "kat", "https://kat.ghost.io/", "+rss/", ""): """
        kat.ghost.io
        https://kat.ghost.io/rss/""",
    ("medium", "@kat", "https://medium.com/@kat", "https://medium.com/feed/@kat", ""): """
        https://medium.com/@kat
        medium.com/@kat/a-story-1a2b3c
        https://medium.com/%40kat
        https://medium.com/feed/@kat
        @kat@medium.com""",
    ("medium", "staden", "https://medium.com/staden", "https://medium.com/feed/staden", ""): """
        https://medium.com/staden/a-story-1a2b
        https://medium.com/feed/staden""",
    ("medium", "kat", "https://kat.medium.com/", "+feed", ""): """
        kat.medium.com/feed""",
    ("substack", "kat", "https://kat.substack.com/", "+feed", ""): """
        kat.substack.com
        https://kat.substack.com/p/hej?utm_medium=email
        https://kat.substack.com/feed""",
    ("substack", "@kat", "https://substack.com/@kat", "", "="): """
        https://substack.com/@kat?utm_source=user-menu""",
    ("mastodon", "@kat@social.a.se", "https://social.a.se/@kat", "+.rss", "="): """
        https://social.a.se/@kat
        social.a.se/@kat/
        http://SOCIAL.a.se/@kat
        @kat@social.a.se
        acct:kat@social.a.se
        https://social.a.se/@kat.rss
        https://social.a.se/web/@kat
        https://social.a.se/@kat/112233445566
        https://social.a.se/@kat/with_replies
        https://social.a.se/%40kat?lang=sv#top
        https://social.a.se/users/kat
        https://other.example/@kat@social.a.se
        feed:https://social.a.se/@kat.rss""",
    (
        "mastodon",
        "@kat@social.a.se/skola",
        "https://social.a.se/@kat/tagged/skola",
        "+.rss",
        "=",
    ): """
        https://social.a.se/@kat/tagged/skola
        https://social.a.se/@kat/tagged/skola.rss""",
    ("mastodon", "@kat@localhost:3000", "http://localhost:3000/@kat", "+.rss", "="): """
        http://localhost:3000/@kat
        http://localhost:3000/@kat.rss""",
    (
        "bluesky",
        "kat.bsky.social",
        "https://bsky.app/profile/kat.bsky.social",
        BSKY + "kat.bsky.social" + POSTS,
        "",
    ): """
        https://bsky.app/profile/kat.bsky.social
        bsky.app/profile/Kat.bsky.social/
        https://bsky.app/profile/@kat.bsky.social
        @kat.bsky.social
        kat.bsky.social
        at://kat.bsky.social
        https://bsky.app/profile/kat.bsky.social/post/3kabc?ref_src=embed
        https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=kat.bsky.social&limit=5""",
    ("bluesky", DID, "https://bsky.app/profile/" + DID, BSKY + DID + POSTS, ""): f"""
        {DID}
        at://{DID}/app.bsky.feed.post/3kabc
        https://bsky.app/profile/{DID}/rss
        https://bsky.app/profile/{DID.replace(":", "%3A")}""",
    ("bluesky", "a.se", "https://bsky.app/profile/a.se", BSKY + "a.se" + POSTS, ""): """
        @a.se
        https://bsky.app/profile/a.se""",
    (
        "pixelfed",
        "@kat@pixelfed.social",
        "https://pixelfed.social/kat",
        "https://pixelfed.social/users/kat.atom",
        "",
    ): """
        https://pixelfed.social/kat
        @kat@pixelfed.social
        https://pixelfed.social/@kat
        https://pixelfed.social/users/kat
        https://pixelfed.social/users/kat.atom
        https://pixelfed.social/p/kat/61234567890""",
    ("pixelfed", "@kat@bild.a.se", "https://bild.a.se/users/kat.atom", "=", ""): """
        https://bild.a.se/users/kat.atom""",
    (
        "peertube",
        "kat",
        "https://tube.a.se/c/kat/videos",
        "https://tube.a.se/feeds/videos.xml?videoChannelName=kat",
        "=",
    ): """
        https://tube.a.se/c/kat
        tube.a.se/c/kat/videos?s=1
        https://tube.a.se/video-channels/kat/videos
        https://tube.a.se/feeds/videos.atom?videoChannelName=kat""",
    (
        "peertube",
        "kat",
        "https://film.a.se/a/kat/videos",
        "https://film.a.se/feeds/videos.xml?accountName=kat",
        "=",
    ): """
        https://film.a.se/a/kat/video-channels
        https://film.a.se/a/kat/videos""",
    ("peertube", "12", "https://film.a.se/feeds/videos.xml?videoChannelId=12", "=", ""): """
        https://film.a.se/feeds/videos.json?videoChannelId=12&sort=-createdAt""",
    (
        "lemmy",
        "!kat@feddit.nu",
        "https://feddit.nu/c/kat",
        "https://feddit.nu/feeds/c/kat.xml",
        "",
    ): """
        https://feddit.nu/c/kat?dataType=Post
        !kat@feddit.nu
        https://feddit.nu/feeds/c/kat.xml?sort=New""",
    (
        "lemmy",
        "@kat@lemmy.world",
        "https://lemmy.world/u/kat",
        "https://lemmy.world/feeds/u/kat.xml",
        "",
    ): """
        https://lemmy.world/u/kat
        @kat@lemmy.world
        https://lemmy.world/feeds/u/kat.xml""",
    (
        "lemmy",
        "!kat@feddit.nu@lemmy.world",
        "https://lemmy.world/c/kat@feddit.nu",
        "https://lemmy.world/feeds/c/kat@feddit.nu.xml",
        "",
    ): """
        https://lemmy.world/c/kat@feddit.nu""",
    ("lemmy", "!kat@ord.a.se", "https://ord.a.se/feeds/c/kat.xml", "=", ""): """
        https://ord.a.se/feeds/c/kat.xml?sort=Active""",
    ("youtube", UC, YT + "channel/" + UC, YT + "feeds/videos.xml?channel_id=" + UC, ""): f"""
        https://www.youtube.com/channel/{UC}
        youtube.com/channel/{UC}/
        http://m.youtube.com/channel/{UC}/videos?hl=sv
        https://WWW.YouTube.com/channel/{UC}?sub_confirmation=1#x
        https://music.youtube.com/channel/{UC}
        https://www.youtube.com/feeds/videos.xml?channel_id={UC}""",
    ("youtube", "@katrineholm", YT + "@katrineholm", "", "="): """
        https://www.youtube.com/@katrineholm
        youtube.com/@katrineholm/videos
        https://m.youtube.com/@katrineholm?si=abc
        https://www.youtube.com/%40katrineholm/featured
        @katrineholm@youtube.com""",
    ("youtube", "@företag", YT + "@f%C3%B6retag", "", "="): """
        https://www.youtube.com/@företag
        https://www.youtube.com/@f%C3%B6retag""",
    ("youtube", "kat", YT + "user/kat", YT + "feeds/videos.xml?user=kat", "="): """
        https://www.youtube.com/user/kat
        http://youtube.com/user/kat/videos
        https://www.youtube.com/feeds/videos.xml?user=kat""",
    ("youtube", "kat", YT + "c/kat", "", "="): """
        https://www.youtube.com/c/kat
        https://www.youtube.com/c/kat/videos
        youtube.com/kat""",
    (
        "youtube",
        "PLabcdefghijklmnop",
        YT + "playlist?list=PLabcdefghijklmnop",
        YT + "feeds/videos.xml?playlist_id=PLabcdefghijklmnop",
        "",
    ): """
        https://www.youtube.com/playlist?list=PLabcdefghijklmnop
        https://www.youtube.com/watch?v=abcdefghijk&list=PLabcdefghijklmnop&index=2
        https://youtu.be/abcdefghijk?list=PLabcdefghijklmnop
        https://www.youtube.com/embed/videoseries?list=PLabcdefghijklmnop
        https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijklmnop""",
    (
        "youtube",
        "UULFabcdefghijklmnopqrstuv",
        YT + "playlist?list=UULFabcdefghijklmnopqrstuv",
        YT + "feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv",
        "",
    ): """
        https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv""",
    ("youtube", "abcdefghijk", YT + "watch?v=abcdefghijk", "", "="): """
        https://www.youtube.com/watch?v=abcdefghijk&t=42s
        https://youtu.be/abcdefghijk?si=xyz
        https://www.youtube.com/shorts/abcdefghijk
        https://www.youtube-nocookie.com/embed/abcdefghijk""",
    ("vimeo", "kat", "https://vimeo.com/kat", "+/videos/rss", ""): """
        https://vimeo.com/kat
        http://www.vimeo.com/kat/videos
        https://vimeo.com/kat/videos/rss""",
    ("vimeo", "channels/kat", "https://vimeo.com/channels/kat", "+/videos/rss", ""): """
        https://vimeo.com/channels/kat
        https://vimeo.com/channels/kat/videos/rss""",
    ("flickr", "kat", "https://www.flickr.com/photos/kat/", "", "="): """
        https://www.flickr.com/photos/kat/
        flickr.com/photos/kat
        https://flickr.com/people/kat
        https://m.flickr.com/photos/kat/51234567890/in/photostream""",
    ("flickr", "12345678@N02", "https://www.flickr.com/photos/12345678@N02/", FLICKR, ""): """
        https://www.flickr.com/photos/12345678@N02
        https://www.flickr.com/people/12345678%40N02/
        https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N02&lang=en-us&format=atom
        https://api.flickr.com/services/feeds/photos_public.gne?id=12345678%40N02""",
    ("reddit", "r/kat", "https://www.reddit.com/r/kat/", "+.rss", ""): """
        https://www.reddit.com/r/kat
        old.reddit.com/r/kat/
        https://www.reddit.com/r/kat.rss
        https://www.reddit.com/r/kat/.rss
        https://www.reddit.com/r/kat/comments/abc/hej/?share_id=1""",
    ("reddit", "u/kat", "https://www.reddit.com/user/kat/", "+.rss", ""): """
        https://www.reddit.com/user/kat
        https://www.reddit.com/u/kat/""",
    ("pinterest", "kat", "https://www.pinterest.com/kat/", "+feed.rss", ""): """
        https://www.pinterest.se/kat/
        https://se.pinterest.com/kat/_saved/
        https://www.pinterest.com/kat/feed.rss""",
    (
        "pinterest",
        "kat/trappor",
        "https://www.pinterest.com/kat/trappor/",
        "https://www.pinterest.com/kat/trappor.rss",
        "",
    ): """
        https://www.pinterest.com/kat/trappor/
        https://www.pinterest.com/kat/trappor.rss""",
    ("soundcloud", "kat", "https://soundcloud.com/kat", "", "="): """
        https://soundcloud.com/kat
        m.soundcloud.com/kat/tracks
        https://www.soundcloud.com/kat?utm_campaign=share""",
    (
        "soundcloud",
        "123456",
        "https://feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss",
        "=",
        "",
    ): """
        feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss
        https://feeds.soundcloud.com/users/soundcloud%3Ausers%3A123456/sounds.rss""",
    (
        "acast",
        "kat",
        "https://shows.acast.com/kat",
        "https://feeds.acast.com/public/shows/kat",
        "=",
    ): """
        https://shows.acast.com/kat/episodes/ett
        https://play.acast.com/s/kat
        https://feeds.acast.com/public/shows/kat
        https://rss.acast.com/kat""",
    ("spotify", "kat", "https://creators.spotify.com/pod/profile/kat", "", "="): """
        https://creators.spotify.com/pod/profile/kat
        https://podcasters.spotify.com/pod/show/kat/episodes/ett
        https://anchor.fm/kat""",
    ("spotify", "1a2b3c4d", "https://anchor.fm/s/1a2b3c4d/podcast/rss", "=", ""): """
        https://anchor.fm/s/1a2b3c4d/podcast/rss""",
    (
        "spotify",
        "0123456789abcdefghijkl",
        "https://open.spotify.com/show/0123456789abcdefghijkl",
        "",
        "",
    ): """
        https://open.spotify.com/intl-sv/show/0123456789abcdefghijkl?si=1""",
    ("transistor", "kat", "https://kat.transistor.fm/", "", "="): """
        kat.transistor.fm/episodes""",
    ("transistor", "kat", "https://feeds.transistor.fm/kat", "=", ""): """
        https://feeds.transistor.fm/kat""",
    (
        "buzzsprout",
        "1234567",
        "https://www.buzzsprout.com/1234567",
        "https://feeds.buzzsprout.com/1234567.rss",
        "",
    ): """
        https://www.buzzsprout.com/1234567/episodes
        https://feeds.buzzsprout.com/1234567.rss
        https://rss.buzzsprout.com/1234567.rss""",
    ("libsyn", "kat", "https://kat.libsyn.com/", "+rss", ""): """
        http://kat.libsyn.com
        https://kat.libsyn.com/rss""",
    ("sverigesradio", "p4sormland", "https://www.sverigesradio.se/p4sormland", "", "="): """
        https://sverigesradio.se/p4sormland
        https://www.sverigesradio.se/p4sormland/avsnitt""",
    ("sverigesradio", "pod/3795", "https://api.sr.se/api/rss/pod/3795", "=", ""): """
        http://api.sr.se/api/rss/pod/3795
        https://api.sr.se/rss/pod/3795""",
    (
        "applepodcasts",
        "1234567",
        "https://podcasts.apple.com/podcast/id1234567",
        "",
        "https://itunes.apple.com/lookup?id=1234567&entity=podcast",
    ): """
        https://podcasts.apple.com/se/podcast/katpodden/id1234567?l=en
        https://itunes.apple.com/se/podcast/id1234567
        https://itunes.apple.com/lookup?id=1234567""",
    ("github", "kat", "https://github.com/kat", "+.atom", ""): """
        https://github.com/kat?tab=repositories
        https://github.com/orgs/kat
        github.com/kat.atom""",
    (
        "github",
        "kat/hub",
        "https://github.com/kat/hub",
        "https://github.com/kat/hub/releases.atom",
        "",
    ): """
        https://github.com/kat/hub.git
        https://github.com/kat/hub/releases
        https://github.com/kat/hub/releases.atom
        https://github.com/kat/hub/issues/1""",
    ("github", "kat/hub/tags", "https://github.com/kat/hub/tags", "+.atom", ""): """
        https://github.com/kat/hub/tags.atom""",
    ("mynewsdesk", "kat", "https://www.mynewsdesk.com/se/kat", "", "="): """
        mynewsdesk.com/se/kat
        https://www.mynewsdesk.com/se/kat/pressreleases/hej-123""",
    ("mynewsdesk", "6994", "https://www.mynewsdesk.com/rss/current_news/6994", "=", ""): """
        https://www.mynewsdesk.com/rss/current_news/6994
        https://kat.mynewsdesk.com/rss/current_news/6994""",
    (
        "mynewsdesk",
        "6994/pressrelease",
        "https://www.mynewsdesk.com/rss/source/6994/pressrelease",
        "=",
        "",
    ): """
        http://www.mynewsdesk.com/se/rss/source/6994/pressrelease""",
    ("cision", "kat", "https://news.cision.com/se/kat", "+/ListItems?format=rss", ""): """
        https://news.cision.com/se/kat
        https://news.cision.com/se/kat/r/ny-skola,c123
        https://news.cision.com/se/kat/ListItems?format=rss""",
    ("cision", "kat", "https://news.cision.com/kat", "+/ListItems?format=rss", ""): """
        https://news.cision.com/kat/""",
    (
        "notified",
        "41885/press",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=press",
        "=",
        "",
    ): """
        https://api.client.notified.com/api/rss/publish/view/41885?type=press
        https://api.client.notified.com/api/rss/publish/view/41885""",
    ("notified", "kat", "https://newsroom.notified.com/kat", "", "="): """
        https://newsroom.notified.com/kat/posts/pressreleases/x""",
    ("mfn", "kat", "https://mfn.se/all/a/kat", "+.rss", ""): """
        https://mfn.se/a/kat
        https://mfn.se/cis/a/kat/ny-rapport-123
        https://mfn.se/all/a/kat.rss?limit=20
        https://mfn.se/all/a/kat.json""",
    ("mfn", "s/nordic", "https://mfn.se/all/s/nordic", "+.rss", ""): """
        https://mfn.se/all/s/nordic.rss?limit=10""",
    ("facebook", "kat", "https://www.facebook.com/kat", "", ""): """
        https://www.facebook.com/kat
        facebook.com/kat/
        fb.com/kat
        http://m.facebook.com/kat?locale=sv_SE
        https://sv-se.facebook.com/kat/posts/123
        https://www.facebook.com/pg/kat/about
        https://www.facebook.com/#!/kat""",
    ("facebook", "Sjöviken", "https://www.facebook.com/Sj%C3%B6viken", "", ""): """
        https://www.facebook.com/Sjöviken
        https://www.facebook.com/Sj%c3%b6viken
        https://www.facebook.com/Sjo\u0308viken""",
    ("facebook", "100064", "https://www.facebook.com/profile.php?id=100064", "", ""): """
        https://www.facebook.com/profile.php?id=100064
        facebook.com/profile.php?ref=x&id=100064
        https://www.facebook.com/people/Kat-Holm/100064/
        https://www.facebook.com/pages/Katrineholm/100064
        https://www.facebook.com/p/Katrineholm-100064/
        https://www.facebook.com/100064""",
    ("facebook", "groups/kat", "https://www.facebook.com/groups/kat", "", ""): """
        https://www.facebook.com/groups/kat/permalink/1""",
    ("facebook", "", "https://www.facebook.com/", "", ""): """
        https://www.facebook.com
        https://www.facebook.com/watch/?v=1""",
    ("instagram", "kat", "https://www.instagram.com/kat/", "", ""): """
        https://www.instagram.com/Kat/?hl=sv
        instagram.com/kat
        https://www.instagram.com/kat/reels/?igsh=x""",
    ("instagram", "", "https://www.instagram.com/", "", ""): """
        https://www.instagram.com/p/Cabc123/""",
    ("threads", "@kat", "https://www.threads.com/@kat", "", ""): """
        https://www.threads.net/@kat
        threads.com/@kat/post/1
        @kat@threads.net""",
    ("tiktok", "@kat", "https://www.tiktok.com/@kat", "", ""): """
        https://www.tiktok.com/@kat?lang=sv
        m.tiktok.com/@kat/video/1""",
    ("x", "kat", "https://x.com/kat", "", ""): """
        https://x.com/kat
        twitter.com/kat
        http://www.twitter.com/#!/kat
        https://mobile.twitter.com/kat/status/1?s=20
        https://twitter.com/@kat
        https://twitter.com/intent/user?screen_name=kat""",
    (
        "linkedin",
        "company/kat",
        "https://www.linkedin.com/company/kat/",
        "",
        "",
    ): """
        https://se.linkedin.com/company/kat
        https://www.linkedin.com/company/kat/posts/?feedView=all""",
    ("delicious", "kat", "https://delicious.com/kat", "", ""): """
        http://del.icio.us/kat
        http://feeds.delicious.com/v2/rss/kat
        http://www.delicious.com/kat/skola""",
    ("digg", "kat", "https://digg.com/users/kat", "", ""): """
        http://digg.com/users/kat
        https://digg.com/@kat""",
    ("bilddagboken", "kat", "https://kat.bilddagboken.se/", "", ""): """
        http://kat.bilddagboken.se/p/show.html?id=1
        http://dayviews.com/Kat/""",
    ("myspace", "kat", "https://myspace.com/kat", "", ""): """
        http://www.myspace.com/kat""",
    ("secondlife", "Kat", "https://maps.secondlife.com/secondlife/Kat", "", ""): """
        http://slurl.com/secondlife/Kat/128/128/24
        http://maps.secondlife.com/secondlife/Kat/10/10/10""",
    ("bilddagboken", "", "https://dayviews.com/", "", ""): "http://dayviews.com",
    ("blogger", "123", "https://www.blogger.com/feeds/123/posts/default", "=", ""): """
        https://www.blogger.com/feeds/123/posts/default?alt=rss""",
    ("buzzsprout", "kat", "https://kat.buzzsprout.com/", "", "="): "kat.buzzsprout.com/1234567",
    ("delicious", "", "https://delicious.com/", "", ""): "http://del.icio.us/",
    ("digg", "", "https://digg.com/", "", ""): "https://digg.com/technology/x",
    (
        "flickr",
        "1234567@N02",
        "https://www.flickr.com/groups/1234567@N02/",
        "https://www.flickr.com/services/feeds/groups_pool.gne?id=1234567@N02&format=rss_200",
        "",
    ): """
        https://www.flickr.com/groups/1234567@N02/pool/
        https://www.flickr.com/services/feeds/groups_pool.gne?id=1234567@N02""",
    ("libsyn", "12345", "https://feeds.libsyn.com/12345/rss", "=", ""): """
        https://feeds.libsyn.com/12345/rss""",
    ("linkedin", "", "https://www.linkedin.com/", "", ""): "https://www.linkedin.com/feed/",
    ("mynewsdesk", "kat", "https://kat.mynewsdesk.com/", "", "="): "kat.mynewsdesk.com/news",
    ("myspace", "", "https://myspace.com/", "", ""): "www.myspace.com",
    (
        "notified",
        "41885/news",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=news",
        "=",
        "",
    ): "https://api.client.notified.com/api/rss/publish/view/41885?type=news",
    ("secondlife", "destination/kat", "https://secondlife.com/destination/kat", "", ""): """
        https://secondlife.com/destination/kat""",
    ("secondlife", "", "https://secondlife.com/", "", ""): "http://slurl.com/x",
    ("threads", "", "https://www.threads.com/", "", ""): "https://www.threads.net/t/abc",
    ("tiktok", "", "https://www.tiktok.com/", "", ""): "https://vm.tiktok.com/ZMabc/",
    ("tumblr", "kat/ny skola", "https://kat.tumblr.com/tagged/ny%20skola", "+/rss", ""): """
        https://kat.tumblr.com/tagged/ny%20skola
        https://www.tumblr.com/kat/tagged/ny skola
        https://kat.tumblr.com/tagged/ny%20skola/rss""",
    ("x", "", "https://x.com/", "", ""): "https://twitter.com/hashtag/katrineholm",
    ("lemmy", "@kat@ord.a.se", "https://ord.a.se/feeds/u/kat.xml", "=", ""): """
        https://ord.a.se/feeds/u/kat.xml""",
    ("peertube", "7", "https://film.a.se/feeds/videos.xml?accountId=7", "=", ""): """
        https://film.a.se/feeds/videos.xml?accountId=7""",
    (
        "peertube",
        "kat",
        "https://film.a.se/c/kat/videos",
        "https://film.a.se/feeds/videos.xml?videoChannelName=kat",
        "=",
    ): "https://film.a.se/c/kat/video-playlists",
    (
        "peertube",
        "kat@film.a.se",
        "https://tube.a.se/a/kat@film.a.se/videos",
        "https://tube.a.se/feeds/videos.xml?accountName=kat@film.a.se",
        "=",
    ): """
        https://tube.a.se/a/kat@film.a.se
        https://tube.a.se/accounts/kat@film.a.se
        https://tube.a.se/feeds/videos.xml?accountName=kat@film.a.se""",
    (
        "peertube",
        "abcdefghijklmnopqrstuv",
        "https://tube.a.se/w/abcdefghijklmnopqrstuv",
        "",
        "=",
    ): "https://tube.a.se/w/abcdefghijklmnopqrstuv?start=1s",
    ("feed", "a.se", "https://a.se/n?type=rss", "=", ""): "https://a.se/n?type=rss",
    ("feed", "a.se", "https://a.se/n?alt=rss", "=", ""): "https://a.se/n?alt=rss",
    ("feed", "a.se", "https://a.se/n?output=atom", "=", ""): "https://a.se/n?output=atom",
    ("feed", "a.se", "https://a.se/n?service=rss", "=", ""): "https://a.se/n?service=rss",
    ("feed", "www.a.se", "https://www.a.se/rss.xml", "=", ""): """
        www.a.se/rss.xml
        https://www.a.se/rss.xml?utm_source=x#y
        feed://www.a.se/rss.xml""",
    ("feed", "a.se", "https://a.se/feed/", "=", ""): "https://a.se/feed/",
    ("feed", "a.se", "https://a.se/nyheter/RSS", "=", ""): "a.se/nyheter/RSS",
    ("feed", "a.se", "https://a.se/feed.json", "=", ""): "https://a.se/feed.json",
    ("feed", "a.se", "https://a.se/n?page=1&format=rss", "=", ""): "a.se/n?page=1&format=rss",
    ("website", "www.a.se", "https://www.a.se/", "", "="): """
        www.a.se
        https://www.a.se/
        HTTPS://WWW.A.SE:443/?fbclid=1#top""",
    ("website", "a.se", "http://a.se/sv?id=1", "", "="): "http://a.se:80/sv?id=1",
    ("website", "localhost:8080", "http://localhost:8080/x", "", "="): "http://localhost:8080/x",
    ("website", "[::1]", "https://[::1]/", "", "="): "[0:0::1]",
    ("website", "a.se", "https://a.se/sitemap.xml", "", "="): "https://a.se/sitemap.xml",
    ("website", "xn--srmland-90a.se", "https://xn--srmland-90a.se/", "", "="): "Sörmland.se",
    ("website", "a.se", "https://a.se/c/kat", "", "="): "https://a.se/c/kat",
    ("website", "a.se", "https://a.se/u/kat", "", "="): "https://a.se/u/kat",
    ("website", "a.se", "https://a.se/w/abc", "", "="): "https://a.se/w/abc",
    ("website", "www.npmjs.com", "https://www.npmjs.com/@kat", "", "="): "www.npmjs.com/@kat",
    ("website", "a.se", "https://a.se/100%25%20s%C3%A4kert", "", "="): "a.se/100% säkert",
    ("website", "youtube.com.evil.example", "https://youtube.com.evil.example/@/x", "", "="): """
        https://youtube.com.evil.example/@/x""",
}


def _meant(text, url):
    """A feed or page address: "=" is the profile's own, "+…" is that with something added."""
    return url + text[1:] if text[:1] in ("=", "+") else text


ROWS = [
    pytest.param(spelling.strip(), profile, id=f"{profile.platform} {spelling.strip()}")
    for (name, account, url, feed, page), spellings in ACCOUNTS.items()
    for profile in [Profile(name, account, url, _meant(feed, url), _meant(page, url))]
    for spelling in spellings.strip().splitlines()
]


@pytest.mark.parametrize(("spelling", "profile"), ROWS)
def test_every_spelling_leads_to_the_one_profile(spelling, profile):
    assert recognise(spelling) == profile


@pytest.mark.parametrize("profile", sorted({row.values[1] for row in ROWS}, key=repr), ids=str)
def test_a_canonical_address_leads_to_itself(profile):
    assert recognise(profile.url) == profile
