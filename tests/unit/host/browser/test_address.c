/* SPDX-License-Identifier: MIT */
/*
 * test_address.c - The page's address. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_address, parts_and_changes)
{
	static const struct console_case cases[] = {
		{ "console.log(location.protocol, location.hash === '', location.search === '', String(location) === location.href, document.URL === location.href, location.pathname, location.origin !== ''); window.addEventListener('hashchange', (e) => console.log('hashchange', e.newURL.split('#')[1], e.oldURL.includes('#'))); location.hash = 'one'; console.log(location.hash); location.hash = '#one'; history.pushState({ s: 1 }, '', '?q=2'); console.log(location.search, location.hash === '', history.state.s, history.length > 1); history.replaceState(null, '', '/p?x#y'); console.log(location.pathname, location.search, location.hash, history.state); window.onpopstate = (e) => console.log('pop', JSON.stringify(e.state)); try { history.pushState(() => {}, ''); } catch (e) { console.log(e.name); } try { history.pushState(1, '', 'http://other.example/'); } catch (e) { console.log(e.name); }",
		  "http: true true true true / true\n"
		  "#one\n"
		  "?q=2 true 1 true\n"
		  "/p ?x #y null\n"
		  "DataCloneError\n"
		  "SecurityError\n"
		  "hashchange one false" },
	};
	EXPECT_PRINTS("browser", cases);
}
