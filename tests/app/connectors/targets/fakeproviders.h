// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectors/targets/fakesystem.h"

/// The systems that a `FakeSystem` can be, and what is there to begin with: Payments has `p-pay`, or is the person `ada`.
namespace fuseboard::test {

/// `contracts/PROVIDERS.md` 4. Things: `{"workspace":…,"name":…,"disabled":…}` for each key.
FakeKind openRouterKind();
/// 2.5. Things: `{"workspace":…|null,"name":…,"status":…}` for each key.
FakeKind anthropicKind();
/// 1.4. Things: `{"limit":…|null,"spent":cents}` for each project and `organisation`, `{"project":…}` for each key.
FakeKind openAiKind();
/// 3.3. Things: `{"seat":login}`, and budgets.
FakeKind gitHubKind();
/// `contracts/GATEWAYS.md` 2. Things: `{"team":…,"name":…,"active":…,"secret":…}` for each virtual key. Newer versions have
/// `budgets`, the others `budget`.
FakeKind bifrostKind(bool isNewer = true);

Things openRouterThings();
Things anthropicThings();
Things openAiThings();
Things gitHubThings();
Things bifrostThings();

} // namespace fuseboard::test
