/* SPDX-License-Identifier: MIT */
/*
 * test_record.c - Platform objects whose attributes are plain data. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_web_record, attributes_are_read_from_the_prototype)
{
	static const struct console_case cases[] = {
		{ "const r = new DOMRect(1, 2, 3, 4); console.log(Object.keys(r).length, 'x' in r, Object.hasOwn(r, 'x'), JSON.stringify(r), typeof Object.getOwnPropertyDescriptor(DOMRectReadOnly.prototype, 'x').get); try { DOMRectReadOnly.prototype.x; } catch (e) { console.log(e.name); } try { Object.getOwnPropertyDescriptor(DOMRectReadOnly.prototype, 'x').get.call({}); } catch (e) { console.log(e.name); }",
		  "0 true false '{\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"top\":2,\"right\":4,\"bottom\":6,\"left\":1}' 'function'\n"
		  "TypeError\n"
		  "TypeError" },
	};
	EXPECT_PRINTS("browser", cases);
}
