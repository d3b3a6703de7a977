//! Waiting for a condition, never for a time.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use tokio::time;

const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Looks again and again until `condition` holds, and returns what it gives.
///
/// Panics after ten seconds with `what` was awaited and what the last look saw instead.
pub async fn until<T, Seen: Display>(
    what: &str,
    mut condition: impl AsyncFnMut() -> Result<T, Seen>,
) -> T {
    let start = Instant::now();
    loop {
        match condition().await {
            Ok(value) => return value,
            Err(seen) if start.elapsed() > PATIENCE => {
                panic!("Waited ten seconds for {what}. Seen instead: {seen}")
            }
            Err(_) => time::sleep(BETWEEN_LOOKS).await,
        }
    }
}
