// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace fuseboard {

class MainWindow;
class WatchedProfile;

/// Which calls run, and the end of one, is asked of whoever `watched` names then; null: nobody yet.
void connectCalls(MainWindow& window, const std::function<WatchedProfile*()>& watched);

} // namespace fuseboard
