// Into a community with an invite: its text is judged while it is typed, scanned or pasted, then
// the community's nodes are asked, and their answer is held against what the invite says.
#pragma once

#include "core/ports/entrance.hpp"
#include "ui/frame/view_model.hpp"

namespace dure::ui {

class JoinModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString community READ community NOTIFY changed)
    Q_PROPERTY(QString until READ until NOTIFY changed)
    Q_PROPERTY(QString asks READ asks NOTIFY changed)
    Q_PROPERTY(QString unit READ unit NOTIFY changed)

 public:
    enum class State {
        Empty,
        Wrong,    ///< `problem` says why; another invite is needed, or another wallpad
        Good,     ///< as far as the text tells
        Asking,   ///< the community's nodes
        Refused,  ///< `problem` says why; may be asked again
        Found,    ///< its beginning is what the invite says: open() goes in
    };
    Q_ENUM(State)

    explicit JoinModel(QObject* parent = nullptr) : ViewModel(Follows::kHome, parent) {}

    QString text() const { return text_; }
    void setText(const QString& text);
    Q_INVOKABLE void paste();
    State state() const { return state_; }
    QString problem() const;
    QString community() const;  ///< its number
    QString until() const;
    QString asks() const;
    QString unit() const;  ///< empty when the invite does not say

    Q_INVOKABLE void join();
    Q_INVOKABLE void open();

 private:
    bool is_readable() const { return state_ != State::Empty && state_ != State::Wrong; }

    QString text_;
    State state_ = State::Empty;
    core::EntranceFault fault_ = core::EntranceFault::kNone;
    core::InviteView invite_;
};

}  // namespace dure::ui
