/* SPDX-License-Identifier: MIT */
/*
 * aria.h - what an element says of itself to assistive technology, as properties (WAI-ARIA, "ARIAMixin").
 */
#ifndef EVL_HOST_BROWSER_ARIA_H
#define EVL_HOST_BROWSER_ARIA_H

#include "host/browser/dom.h"

/* The attribute that the property names, or null; assigning null or undefined takes it away. */
bool evl_aria_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_aria_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#define EVL_ARIA(n) EVL_ATTRIBUTE_RW(n, evl_aria_get, evl_aria_set)
/* Their rows, in an element's table. */
#define EVL_ARIA_ROWS \
	EVL_ARIA("role"), EVL_ARIA("ariaAtomic"), EVL_ARIA("ariaAutoComplete"), EVL_ARIA("ariaBusy"), \
	EVL_ARIA("ariaBrailleLabel"), EVL_ARIA("ariaBrailleRoleDescription"), EVL_ARIA("ariaChecked"), \
	EVL_ARIA("ariaColCount"), EVL_ARIA("ariaColIndex"), EVL_ARIA("ariaColSpan"), EVL_ARIA("ariaCurrent"), \
	EVL_ARIA("ariaDescription"), EVL_ARIA("ariaDisabled"), EVL_ARIA("ariaExpanded"), EVL_ARIA("ariaHasPopup"), \
	EVL_ARIA("ariaHidden"), EVL_ARIA("ariaInvalid"), EVL_ARIA("ariaKeyShortcuts"), EVL_ARIA("ariaLabel"), \
	EVL_ARIA("ariaLevel"), EVL_ARIA("ariaLive"), EVL_ARIA("ariaModal"), EVL_ARIA("ariaMultiLine"), \
	EVL_ARIA("ariaMultiSelectable"), EVL_ARIA("ariaOrientation"), EVL_ARIA("ariaPlaceholder"), EVL_ARIA("ariaPosInSet"), \
	EVL_ARIA("ariaPressed"), EVL_ARIA("ariaReadOnly"), EVL_ARIA("ariaRelevant"), EVL_ARIA("ariaRequired"), \
	EVL_ARIA("ariaRoleDescription"), EVL_ARIA("ariaRowCount"), EVL_ARIA("ariaRowIndex"), EVL_ARIA("ariaRowSpan"), \
	EVL_ARIA("ariaSelected"), EVL_ARIA("ariaSetSize"), EVL_ARIA("ariaSort"), EVL_ARIA("ariaValueMax"), \
	EVL_ARIA("ariaValueMin"), EVL_ARIA("ariaValueNow"), EVL_ARIA("ariaValueText"), EVL_ARIA("ariaColIndexText"), \
	EVL_ARIA("ariaRowIndexText")

#endif
