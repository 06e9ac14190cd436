// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace fuseboard {

class MainWindow;
class WatchedProfile;

/// Hands what the window asks about freezes to the profile that is watched at that moment, and the answers back. `watched`
/// answers null where none is; it is asked as long as the window lives.
void connectFreezes(MainWindow& window, const std::function<WatchedProfile*()>& watched);

/// Shows the profile's drills, and each that is made.
void showDrills(const WatchedProfile& watched, MainWindow& window);

} // namespace fuseboard
