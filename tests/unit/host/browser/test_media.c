/* SPDX-License-Identifier: MIT */
/*
 * test_media.c - Audio and video elements without anything to play. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_media, attributes_of_media)
{
	static const struct console_case cases[] = {
		{ "const v = document.createElement('video'), a = new Audio();\n"
		  "console.log(v.paused, v.ended, v.currentTime, v.duration, v.readyState, v.networkState, v.volume, v.muted, v.playbackRate, v.loop, v.preload);\n"
		  "console.log(a.tagName, a.paused, a.preload, a.getAttribute('preload'), a instanceof HTMLAudioElement);\n"
		  "v.volume = 0.5; v.loop = true; console.log(v.volume, v.hasAttribute('loop'));\n"
		  "try { v.volume = 2; } catch (e) { console.log(e.name); }\n"
		  "console.log(typeof v.play, v.canPlayType(''), v.error === null);",
		  "true false 0 NaN 0 0 1 false 1 false 'metadata'\n"
		  "AUDIO true auto auto true\n"
		  "0.5 true\n"
		  "IndexSizeError\n"
		  "function  true" },
	};
	EXPECT_PRINTS("browser", cases);
}
