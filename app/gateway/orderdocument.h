// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

namespace fuseboard::gateway {

/// The body of `PUT /v1/holds/{kind}/{id}`, or what is wrong with it.
Result<HoldOrder> parseOrder(Scope scope, const std::string& body);

} // namespace fuseboard::gateway
