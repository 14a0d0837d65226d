/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "host/browser/pseudo_class.h"

Test(host_browser_pseudo_class, names)
{
	cr_expect_eq(evl_pseudo_class_find("checked", false), EVL_PSEUDO_CHECKED);
	cr_expect_eq(evl_pseudo_class_find("any-link", false), EVL_PSEUDO_LINK);
	cr_expect_eq(evl_pseudo_class_find("fullscreen", false), EVL_PSEUDO_NEVER);
	cr_expect_eq(evl_pseudo_class_find("popover-open", false), EVL_PSEUDO_POPOVER);
	cr_expect_eq(evl_pseudo_class_find("user-valid", false), EVL_PSEUDO_LATER);
	cr_expect_eq(evl_pseudo_class_find("x", false), EVL_PSEUDO_INVALID_NAME, "jQuery asks for it to see the error");
}

Test(host_browser_pseudo_class, arguments)
{
	cr_expect_eq(evl_pseudo_class_find("lang", true), EVL_PSEUDO_LATER);
	cr_expect_eq(evl_pseudo_class_find("lang", false), EVL_PSEUDO_INVALID_NAME);
	cr_expect_eq(evl_pseudo_class_find("checked", true), EVL_PSEUDO_INVALID_NAME);
}

Test(host_browser_pseudo_class, elements)
{
	cr_expect(evl_pseudo_element_known("before"));
	cr_expect(evl_pseudo_element_known("-webkit-scrollbar"));
	cr_expect_not(evl_pseudo_element_known("foo"));
}
