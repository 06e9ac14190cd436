// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace fuseboard {

class MainWindow;
class WatchedProfile;

/// What callers ask for is read again and again of whoever `watched` names then (null: nobody yet), and a person's answers go
/// there.
void connectAsks(MainWindow& window, const std::function<WatchedProfile*()>& watched);

} // namespace fuseboard
