// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

#include <vector>

namespace fuseboard::gateway {

/// The scope an order's path names, percent-encoded `kind/id`. A form in which no call ever has its team or token is an
/// error, or a freeze could be in force and stop nothing.
Result<Scope> orderScope(std::string_view path);

/// The body of `PUT /v1/holds/{kind}/{id}`, or everything that is wrong with it.
std::expected<HoldOrder, std::vector<Error>> parseOrder(Scope scope, const std::string& body);

} // namespace fuseboard::gateway
