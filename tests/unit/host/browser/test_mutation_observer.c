/* SPDX-License-Identifier: MIT */
/*
 * test_mutation_observer.c - Mutation observers. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_mutation_observer, records)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('div'); const o = new MutationObserver((list, self) => { console.log(self === o, list.map((r) => [r.type, r.target.localName ?? r.target.data, r.attributeName, r.oldValue, r.addedNodes.length, r.removedNodes.length].join('/')).join(' ')); }); o.observe(e, { attributes: true, childList: true, subtree: true, characterData: true, attributeOldValue: true, characterDataOldValue: true }); e.id = 'a'; e.id = 'a'; e.append('t', document.createElement('b')); e.firstChild.data = 'u'; e.lastChild.title = 'x'; e.removeChild(e.firstChild); Promise.resolve().then(() => console.log('after')); console.log('sync', o.takeRecords().length > 99);",
		  "sync false\n"
		  "after" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_mutation_observer, filters_and_errors)
{
	static const struct console_case cases[] = {
		{ "const e = document.createElement('p'); const o = new MutationObserver((l) => console.log(l.map((r) => r.attributeName).join())); o.observe(e, { attributeFilter: ['title'] }); e.id = 'x'; e.title = 'y'; console.log(o.takeRecords().length, o.takeRecords().length); e.title = 'z'; o.disconnect(); e.title = 'q'; for (const f of [() => o.observe(e, {}), () => o.observe(null, { childList: true }), () => new MutationObserver(), () => o.observe(e, { attributeOldValue: true, attributes: false }), () => o.observe(e)]) try { f(); console.log('fine'); } catch (x) { console.log(x.name, x.message); }",
		  "1 0\n"
		  "TypeError Failed to execute 'observe' on 'MutationObserver': The options object must set at least one of 'attributes', 'characterData', or 'childList' to true.\n"
		  "TypeError Failed to execute 'observe' on 'MutationObserver': parameter 1 is not of type 'Node'.\n"
		  "TypeError Failed to construct 'MutationObserver': 1 argument required, but only 0 present.\n"
		  "TypeError Failed to execute 'observe' on 'MutationObserver': The options object may only set 'attributeOldValue' to true when 'attributes' is true or not present.\n"
		  "TypeError Failed to execute 'observe' on 'MutationObserver': The options object must set at least one of 'attributes', 'characterData', or 'childList' to true." },
	};
	EXPECT_PRINTS("browser", cases);
}
