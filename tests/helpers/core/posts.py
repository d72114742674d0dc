"""The addresses of one post on each service of the catalogue, and of posts that are others."""

from urllib.parse import urlsplit

# By service: a post's own addresses in all their ways, and after the empty line those of others.
ADDRESSES = {
    "wordpress": """
        https://blogg.example.se/2026/05/vi-lagar-bron
        https://blogg.example.se/2026/05/vi%2Dlagar-bron

        https://blogg.example.se/2026/05/vi-lagar-skolan
        https://blogg.example.se/?p=12
        https://blogg.example.se/?p=13
        """,
    "wordpress.com": """
        https://kullersta.wordpress.com/2026/05/04/vi-lagar-bron
        https://kullersta.wordpress.com/2026/05/04/vi-lagar-bron/amp
        https://kullersta.wordpress.com/2026/05/04/vi-lagar-bron?share=facebook

        https://kullersta.wordpress.com/2026/05/04/vi-lagar-skolan
        https://kullersta.wordpress.com/?p=12
        https://kullersta.wordpress.com/?p=13
        """,
    "blogger": """
        https://kullersta.blogspot.com/2026/05/bron.html
        https://kullersta.blogspot.se/2026/05/bron.html
        https://kullersta.blogspot.co.uk/2026/05/bron.html?m=1
        https://kullersta.blogspot.com/2026/05/bron.html?spref=tw

        https://kullersta.blogspot.com/2026/05/skolan.html
        https://annan.blogspot.com/2026/05/bron.html
        """,
    "tumblr": """
        https://kullersta.tumblr.com/post/712345678901234567
        https://kullersta.tumblr.com/post/712345678901234567/vi-lagar-bron
        https://kullersta.tumblr.com/image/712345678901234567
        https://www.tumblr.com/kullersta/712345678901234567/vi-lagar-bron
        https://www.tumblr.com/blog/view/kullersta/712345678901234567
        https://www.tumblr.com/dashboard/blog/kullersta/712345678901234567
        https://www.tumblr.com/Kullersta/712345678901234567?source=share

        https://kullersta.tumblr.com/post/712345678901234568
        """,
    "ghost": """
        https://kullersta.ghost.io/vi-lagar-bron
        https://kullersta.ghost.io/vi-lagar-bron/amp
        https://kullersta.ghost.io/vi-lagar-bron?ref=nyhetsbrev

        https://kullersta.ghost.io/vi-lagar-skolan
        """,
    "medium": """
        https://medium.com/@kullersta/vi-lagar-bron-0a1b2c3d4e5f
        https://medium.com/kommunen/vi-lagar-bron-0a1b2c3d4e5f
        https://kullersta.medium.com/vi-lagar-bron-0a1b2c3d4e5f
        https://medium.com/p/0a1b2c3d4e5f
        https://medium.com/@kullersta/en-annan-rubrik-0a1b2c3d4e5f?sk=abc
        https://medium.com/@kullersta/vi-lagar-bron-0a1b2c3d4e5f?source=rss-abc------2

        https://medium.com/@kullersta/vi-lagar-bron-0a1b2c3d4e60
        """,
    "substack": """
        https://kullersta.substack.com/p/bron
        https://open.substack.com/pub/kullersta/p/bron
        https://open.substack.com/pub/kullersta/p/bron?r=1a2b&utm_medium=ios
        https://kullersta.substack.com/p/bron/comments

        https://kullersta.substack.com/p/skolan
        https://annan.substack.com/p/bron
        """,
    "mastodon": """
        https://social.example.se/@kullersta/110000000000000001
        https://social.example.se/@Kullersta/110000000000000001
        https://social.example.se/users/kullersta/statuses/110000000000000001
        https://social.example.se/users/kullersta/statuses/110000000000000001/activity
        https://social.example.se/web/@kullersta/110000000000000001
        https://social.example.se/deck/@kullersta/110000000000000001
        https://social.example.se/@kullersta/110000000000000001/embed
        https://social.example.se/@kullersta@social.example.se/110000000000000001
        https://social.example.se/@kullersta@example.se/110000000000000001
        https://annan.example/@kullersta@social.example.se/110000000000000001

        https://social.example.se/@kullersta/110000000000000002
        https://social.example.se/@annan/110000000000000001
        https://annan.example/@kullersta/110000000000000001
        https://annan.example/@kullersta@social.example.se/110000000000000009
        https://blogg.example.se/@kullersta/2026/11/bron
        https://blogg.example.se/@kullersta/2026/11/skolan
        """,
    "bluesky": """
        https://bsky.app/profile/kullersta.se/post/3kabcdefgh2x2
        https://bsky.app/profile/kullersta.bsky.social/post/3kabcdefgh2x2
        https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefgh2x2
        https://bsky.app/profile/did%3Aplc%3Aabcdefghijklmnopqrstuvwx/post/3kabcdefgh2x2
        https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3kabcdefgh2x2
        https://bsky.app/profile/kullersta.se/post/3kabcdefgh2x2/liked-by

        https://bsky.app/profile/kullersta.se/post/3kabcdefgh2x3
        """,
    "x": """
        https://x.com/kullersta/status/1700000000000000001
        https://twitter.com/kullersta/status/1700000000000000001
        https://twitter.com/Kullersta/statuses/1700000000000000001
        https://x.com/i/web/status/1700000000000000001
        https://x.com/i/status/1700000000000000001
        https://x.com/kullersta/status/1700000000000000001/photo/1
        https://x.com/kullersta/status/1700000000000000001/video/1?s=20&t=abc
        https://mobile.twitter.com/kullersta/status/1700000000000000001
        https://twitter.com/#!/kullersta/status/1700000000000000001

        https://x.com/kullersta/status/1700000000000000002
        https://x.com/kullersta
        https://x.com/annan
        """,
    "threads": """
        https://www.threads.net/@kullersta/post/Cabc_DEF-01
        https://www.threads.com/@kullersta/post/Cabc_DEF-01
        https://www.threads.com/@kullersta/post/Cabc_DEF-01/media
        https://www.threads.net/t/Cabc_DEF-01
        https://www.threads.net/@kullersta/post/Cabc_DEF-01?xmt=abc

        https://www.threads.net/@kullersta/post/Cabc_DEF-02
        https://www.threads.net/@kullersta/post/cabc_def-01
        """,
    "youtube": """
        https://www.youtube.com/watch?v=a1B2c3D4e5F
        https://www.youtube.com/watch?v=a1B2c3D4e5F&t=42s
        https://www.youtube.com/watch?feature=share&v=a1B2c3D4e5F
        https://www.youtube.com/watch?v=a1B2c3D4e5F&list=PLabcdefghijk&index=2
        https://youtu.be/a1B2c3D4e5F
        https://youtu.be/a1B2c3D4e5F?si=abc
        https://www.youtube.com/shorts/a1B2c3D4e5F
        https://www.youtube.com/live/a1B2c3D4e5F?si=abc
        https://www.youtube.com/embed/a1B2c3D4e5F
        https://www.youtube-nocookie.com/embed/a1B2c3D4e5F
        https://www.youtube.com/v/a1B2c3D4e5F
        https://m.youtube.com/watch?v=a1B2c3D4e5F
        https://music.youtube.com/watch?v=a1B2c3D4e5F

        https://www.youtube.com/watch?v=a1b2c3d4e5f
        https://youtu.be/a1B2c3D4e5G
        https://www.youtube.com/post/UgkxABC
        https://www.youtube.com/playlist?list=PLabcdefghijk
        https://www.youtube.com/embed/live_stream?channel=UCabc
        https://www.youtube.com/embed/live_stream?channel=UCdef
        """,
    "vimeo": """
        https://vimeo.com/123456789
        https://vimeo.com/123456789/0a1b2c3d4e
        https://vimeo.com/123456789?h=0a1b2c3d4e
        https://player.vimeo.com/video/123456789
        https://vimeo.com/channels/staffpicks/123456789
        https://vimeo.com/groups/kommuner/videos/123456789
        https://vimeo.com/album/1234567/video/123456789
        https://vimeo.com/showcase/1234567/video/123456789

        https://vimeo.com/123456780
        https://vimeo.com/showcase/123456789
        https://vimeo.com/channels/123456789
        """,
    "peertube": """
        https://peertube.example.se/w/kkGMgK9ZtnKfYAgnEtQxbv
        https://peertube.example.se/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d
        https://peertube.example.se/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d
        https://peertube.example.se/videos/watch/kkGMgK9ZtnKfYAgnEtQxbv
        https://peertube.example.se/w/9c9de5e8-0a1e-484a-b099-e80766180a6d
        https://peertube.example.se/w/kkGMgK9ZtnKfYAgnEtQxbv?start=1m2s
        https://peertube.example.se/w/kkGMgK9ZtnKfYAgnEtQxbv;threadId=12

        https://peertube.example.se/w/kkGMgK9ZtnKfYAgnEtQxbw
        https://annan.example.se/w/kkGMgK9ZtnKfYAgnEtQxbv
        https://peertube.example.se/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a70
        """,
    "tiktok": """
        https://www.tiktok.com/@kullersta/video/7200000000000000001
        https://www.tiktok.com/@Kullersta/video/7200000000000000001?lang=sv-SE
        https://www.tiktok.com/@/video/7200000000000000001
        https://m.tiktok.com/v/7200000000000000001.html
        https://www.tiktok.com/embed/v2/7200000000000000001
        https://www.tiktok.com/player/v1/7200000000000000001
        https://www.tiktok.com/share/video/7200000000000000001
        https://www.tiktokv.com/share/video/7200000000000000001
        https://www.tiktok.com/@kullersta/photo/7200000000000000001

        https://www.tiktok.com/@kullersta/video/7200000000000000002
        """,
    "flickr": """
        https://www.flickr.com/photos/kullersta/53000000001
        https://www.flickr.com/photos/12345678@N01/53000000001
        https://www.flickr.com/photos/12345678%40N01/53000000001
        https://www.flickr.com/photos/kullersta/53000000001/in/photostream
        https://www.flickr.com/photos/kullersta/53000000001/in/album-7217/lightbox
        https://secure.flickr.com/photos/kullersta/53000000001
        https://www.flickr.com/photo.gne?id=53000000001
        https://flic.kr/p/2oKqRvt

        https://www.flickr.com/photos/kullersta/53000000002
        """,
    "instagram": """
        https://www.instagram.com/p/Cabc_DEF-01
        https://www.instagram.com/kullersta/p/Cabc_DEF-01
        https://www.instagram.com/reel/Cabc_DEF-01
        https://www.instagram.com/reels/Cabc_DEF-01
        https://www.instagram.com/kullersta/reel/Cabc_DEF-01
        https://www.instagram.com/tv/Cabc_DEF-01
        https://www.instagram.com/p/Cabc_DEF-01?igsh=abc&img_index=2
        https://www.instagram.com/p/Cabc_DEF-01/embed/captioned
        https://instagr.am/p/Cabc_DEF-01

        https://www.instagram.com/p/Cabc_DEF-02
        https://www.instagram.com/p/cabc_def-01
        https://www.instagram.com/kullersta
        """,
    "pinterest": """
        https://www.pinterest.com/pin/123456789012345678
        https://www.pinterest.se/pin/123456789012345678
        https://se.pinterest.com/pin/123456789012345678
        https://www.pinterest.co.uk/pin/123456789012345678
        https://www.pinterest.com/pin/vi-lagar-bron--123456789012345678
        https://www.pinterest.com/pin/123456789012345678/sent

        https://www.pinterest.com/pin/123456789012345679
        """,
    "pixelfed": """
        https://pixelfed.social/p/kullersta/612345678901234567
        https://pixelfed.social/i/web/post/612345678901234567
        https://pixelfed.social/p/Kullersta/612345678901234567
        https://pixelfed.social/p/kullersta/612345678901234567/embed

        https://pixelfed.social/p/kullersta/612345678901234568
        https://pixelfed.se/p/kullersta/612345678901234567
        """,
    "reddit": """
        https://www.reddit.com/r/kullersta/comments/1abc2d/vi_lagar_bron
        https://www.reddit.com/r/kullersta/comments/1abc2d
        https://old.reddit.com/r/kullersta/comments/1abc2d/vi_lagar_bron
        https://new.reddit.com/r/Kullersta/comments/1abc2d/vi_lagar_bron
        https://amp.reddit.com/r/kullersta/comments/1abc2d/vi_lagar_bron
        https://www.reddit.com/comments/1abc2d
        https://www.reddit.com/user/kullersta/comments/1abc2d/vi_lagar_bron
        https://redd.it/1abc2d
        https://www.reddit.com/r/kullersta/comments/1abc2d/vi_lagar_bron?share_id=x

        https://www.reddit.com/r/kullersta/comments/1abc2e/vi_lagar_bron
        https://www.reddit.com/r/kullersta/comments/1abc2d/vi_lagar_bron/kabc123
        """,
    "lemmy": """
        https://feddit.nu/post/12345
        https://feddit.nu/post/12345?scrollToComments=true
        https://feddit.nu/post/12345?sort=New

        https://feddit.nu/post/12346
        https://lemmy.world/post/12345
        https://feddit.nu/post/12345/67890
        """,
    "github": """
        https://github.com/katrineholm/hubben/issues/12
        https://github.com/Katrineholm/Hubben/issues/12
        https://github.com/katrineholm/hubben/pull/12
        https://github.com/katrineholm/hubben/pull/12/files
        https://github.com/katrineholm/hubben/pull/12/commits
        https://github.com/katrineholm/hubben/issues/12#issuecomment-1

        https://github.com/katrineholm/hubben/issues/13
        https://github.com/katrineholm/annat/issues/12
        https://github.com/katrineholm/hubben/releases/tag/v1.0
        https://github.com/katrineholm/hubben/releases/tag/V1.0
        https://github.com/katrineholm/hubben/commit/0123456789abcdef0123456789abcdef01234567
        """,
    "facebook": """
        https://www.facebook.com/kullersta/posts/1234567890
        https://www.facebook.com/100000000000001/posts/1234567890
        https://www.facebook.com/100000000000001_1234567890
        https://www.facebook.com/kullersta/posts/vi-lagar-bron/1234567890
        https://m.facebook.com/story.php?story_fbid=1234567890&id=100000000000001
        https://www.facebook.com/permalink.php?id=100000000000001&story_fbid=1234567890
        https://sv-se.facebook.com/kullersta/posts/1234567890
        https://mbasic.facebook.com/kullersta/posts/1234567890
        https://fb.com/kullersta/posts/1234567890
        https://www.facebook.com/kullersta/photos/a.12.34/1234567890
        https://www.facebook.com/photo?fbid=1234567890&set=a.12
        https://www.facebook.com/kullersta/videos/1234567890
        https://www.facebook.com/watch/?v=1234567890
        https://www.facebook.com/reel/1234567890
        https://www.facebook.com/groups/kullersta/permalink/1234567890
        https://www.facebook.com/groups/kullersta/posts/1234567890

        https://www.facebook.com/kullersta/posts/1234567891
        https://www.facebook.com/kullersta/posts/pfbid0abc
        https://www.facebook.com/story.php?story_fbid=pfbid0abd&id=1
        https://www.facebook.com/kullersta
        https://www.facebook.com/profile.php?id=100000000000001
        https://www.facebook.com/profile.php?id=100000000000002
        """,
    "linkedin": """
        https://www.linkedin.com/feed/update/urn:li:activity:7200000000000000001
        https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7200000000000000001
        https://www.linkedin.com/posts/kullersta_bron-activity-7200000000000000001-Ab_c
        https://www.linkedin.com/posts/activity-7200000000000000001-Ab_c
        https://se.linkedin.com/posts/kullersta_bron-activity-7200000000000000001-Ab_c
        https://www.linkedin.com/feed/update/urn:li:share:7200000000000000001
        https://www.linkedin.com/feed/update/urn:li:ugcPost:7200000000000000001
        https://www.linkedin.com/embed/feed/update/urn:li:share:7200000000000000001
        https://www.linkedin.com/feed/?highlightedUpdateUrn=urn%3Ali%3Aactivity%3A7200000000000000001

        https://www.linkedin.com/feed/update/urn:li:activity:7200000000000000002
        https://www.linkedin.com/posts/kullersta_bron-activity-7200000000000000003-Ab_c
        https://www.linkedin.com/pulse/vi-lagar-bron-kullersta
        https://www.linkedin.com/company/kullersta
        """,
    "acast": """
        https://shows.acast.com/kullerstapodden/episodes/bron
        https://play.acast.com/s/kullerstapodden/bron
        https://www.acast.com/s/kullerstapodden/bron
        https://embed.acast.com/kullerstapodden/bron
        https://shows.acast.com/kullerstapodden/bron

        https://shows.acast.com/kullerstapodden/episodes/skolan
        https://shows.acast.com/annan/episodes/bron
        """,
    "spotify": """
        https://open.spotify.com/episode/0123456789abcdefABCDEF
        https://open.spotify.com/intl-sv/episode/0123456789abcdefABCDEF
        https://open.spotify.com/embed/episode/0123456789abcdefABCDEF
        https://open.spotify.com/episode/0123456789abcdefABCDEF?si=abc

        https://open.spotify.com/episode/0123456789abcdefABCDEG
        https://creators.spotify.com/pod/profile/kullersta/episodes/Bron-e1abc2
        """,
    "transistor": """
        https://share.transistor.fm/s/0a1b2c3d
        https://share.transistor.fm/e/0a1b2c3d

        https://share.transistor.fm/s/0a1b2c3e
        https://kullersta.transistor.fm/episodes/bron
        """,
    "buzzsprout": """
        https://www.buzzsprout.com/1234567/12345678-bron
        https://www.buzzsprout.com/1234567/episodes/12345678-bron
        https://kullersta.buzzsprout.com/1234567/episodes/12345678-bron
        https://www.buzzsprout.com/1234567/12345678
        https://www.buzzsprout.com/1234567/12345678.mp3

        https://www.buzzsprout.com/1234567/12345679-bron
        """,
    "libsyn": """
        https://html5-player.libsyn.com/embed/episode/id/12345678
        https://play.libsyn.com/embed/episode/id/12345678
        https://directory.libsyn.com/episode/index/id/12345678
        https://html5-player.libsyn.com/embed/episode/id/12345678/height/90

        https://html5-player.libsyn.com/embed/episode/id/12345679
        https://kullersta.libsyn.com/bron
        """,
    "sverigesradio": """
        https://sverigesradio.se/artikel/7654321
        https://www.sr.se/artikel/7654321
        https://sverigesradio.se/sida/artikel.aspx?programid=87&artikel=7654321
        https://sverigesradio.se/sida/artikel.aspx?artikel=7654321

        https://sverigesradio.se/artikel/7654322
        https://sverigesradio.se/avsnitt/7654321
        """,
    "applepodcasts": """
        https://podcasts.apple.com/se/podcast/bron/id1234567890?i=1000600000001
        https://podcasts.apple.com/podcast/id1234567890?i=1000600000001
        https://podcasts.apple.com/us/podcast/bron/id1234567890?l=sv&i=1000600000001
        https://itunes.apple.com/se/podcast/bron/id1234567890?i=1000600000001
        https://embed.podcasts.apple.com/se/podcast/bron/id1234567890?i=1000600000001

        https://podcasts.apple.com/se/podcast/bron/id1234567890?i=1000600000002
        https://podcasts.apple.com/se/podcast/bron/id1234567890
        """,
    "soundcloud": """
        https://soundcloud.com/kullersta/bron
        https://soundcloud.com/Kullersta/bron
        https://soundcloud.com/kullersta/bron?in=kullersta/sets/broar
        https://soundcloud.com/kullersta/bron?si=abc
        https://soundcloud.com/kullersta/bron/s-AbCd1

        https://soundcloud.com/kullersta/skolan
        https://soundcloud.com/kullersta/sets/bron
        https://soundcloud.com/kullersta/sets/skolan
        """,
    "mynewsdesk": """
        https://www.mynewsdesk.com/se/kullersta/pressreleases/vi-lagar-bron-3200001
        https://www.mynewsdesk.com/kullersta/pressreleases/vi-lagar-bron-3200001
        https://kullersta.mynewsdesk.com/pressreleases/vi-lagar-bron-3200001
        https://www.mynewsdesk.com/se/kullersta/pressreleases/en-annan-rubrik-3200001
        https://www.mynewsdesk.com/se/pressroom/kullersta/pressrelease/view/vi-lagar-bron-3200001

        https://www.mynewsdesk.com/se/kullersta/pressreleases/vi-lagar-bron-3200002
        https://www.mynewsdesk.com/se/kullersta/news/vi-lagar-bron-3200001
        https://www.mynewsdesk.com/se/pressroom/kullersta/news/view/vi-lagar-bron-3200003
        https://www.mynewsdesk.com/se/pressroom/kullersta/blog_post/view/vi-lagar-bron-3200003
        """,
    "cision": """
        https://news.cision.com/se/kullersta/r/vi-lagar-bron,c3900001
        https://news.cision.com/kullersta/r/vi-lagar-bron,c3900001
        https://news.cision.com/se/kullersta/r/en-annan-rubrik,c3900001
        https://news.cision.com/se/kullersta/r/vi-lagar-bron%2Cc3900001

        https://news.cision.com/se/kullersta/r/vi-lagar-bron,c3900002
        """,
    "notified": """
        https://newsroom.notified.com/kullersta/posts/pressreleases/bron
        https://newsroom.notified.com/kullersta/posts/pressreleases/bron?lang=sv

        https://newsroom.notified.com/kullersta/posts/pressreleases/skolan
        """,
    "mfn": """
        https://mfn.se/all/a/kullersta/bron-0a1b2c3d
        https://mfn.se/a/kullersta/bron-0a1b2c3d
        https://mfn.se/cis/a/kullersta/bron-0a1b2c3d

        https://mfn.se/all/a/kullersta/skolan-0a1b2c3e
        """,
    "delicious": """
        https://delicious.com/kullersta/bron
        https://del.icio.us/kullersta/bron
        https://feeds.delicious.com/kullersta/bron

        https://delicious.com/kullersta/skolan
        """,
    "digg": """
        https://digg.com/news/bron
        https://digg.com/news/bron?lang=sv

        https://digg.com/news/skolan
        """,
    "bilddagboken": """
        https://kullersta.bilddagboken.se/p/123456.html
        https://kullersta.bilddagboken.se/123456.html
        https://dayviews.com/kullersta/123456.html
        https://dayviews.com/p/Kullersta/123456.html

        https://kullersta.bilddagboken.se/p/123457.html
        https://annan.bilddagboken.se/p/123456.html
        """,
    "myspace": """
        https://myspace.com/kullersta/mixes/bron-123456
        https://blogs.myspace.com/kullersta/mixes/bron-123456
        https://myspace.com/Kullersta/mixes/bron-123456

        https://myspace.com/kullersta/mixes/skolan-123457
        """,
    "secondlife": """
        https://maps.secondlife.com/secondlife/Kullersta/10/20/30
        https://slurl.com/secondlife/Kullersta/10/20/30
        https://secondlife.com/secondlife/kullersta/10/20/30

        https://maps.secondlife.com/secondlife/Kullersta/10/20/31
        """,
    "feed": """
        https://www.example.se/nyheter/bron
        https://example.se:443/nyheter/bron

        https://example.se/nyheter/skolan
        """,
    "website": """
        https://www.kullersta.example/nyheter/färjan
        https://www.kullersta.example/nyheter/f%C3%A4rjan

        https://www.kullersta.example/nyheter/bron
        https://www.kullersta.example/nyheter
        https://www.kullersta.example/nyheter?id=1
        https://www.kullersta.example/nyheter?id=2
        https://www.kullersta.example/nyheter/Bron
        """,
}


def own(service: str) -> list[str]:
    """The addresses of one post on a service: those of the table, and each with what all have."""
    return [each for one in _parts(service)[0] for each in [one, *spellings(one)]]


def others(service: str) -> list[str]:
    """The addresses of posts on a service that are others, each another one."""
    return _parts(service)[1]


def spellings(address):
    """An address in the ways in which any address on the web can be written."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.").removeprefix("m.")
    mark = "&" if parts.query else "?"
    yield address.replace("https:", "http:")
    yield address.replace(parts.netloc, parts.netloc.upper())
    yield parts._replace(netloc=f"www.{host}").geturl()
    yield parts._replace(netloc=f"mobile.{host}").geturl()
    if ":" not in host:
        yield parts._replace(netloc=f"{host}:443").geturl()
    if "#" not in address:
        yield f"{address}{mark}utm_source=brev&fbclid=abc"
        yield f"{address}#toppen"
    if not parts.query and "#" not in address and ";" not in address:
        yield f"{address}/"


def _parts(service):
    same, different = ADDRESSES[service].strip().split("\n\n")
    return same.split(), different.split()
